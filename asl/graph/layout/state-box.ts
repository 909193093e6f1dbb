import type { FlowBox } from '../flow/flow';
import type { GraphNode } from '../model/state-graph';
import { fonts, type PlacedState } from './layout';
import { textWidth, wrapText } from './measure';
import type { Sketch } from './sketch';

/** A state with its size, not placed yet. */
export interface StateBox extends FlowBox {
  readonly text: StateText;
  readonly headHeight?: number;
  /** What stands in it, relative to the axis and top. */
  readonly inside?: Sketch;
}

export type StateText = Pick<PlacedState, 'name' | 'detail' | 'retries'> & {
  readonly width: number;
  readonly height: number;
};

const MAX_TEXT = 190;
/** From the border to the text: the icon stands there. */
export const TEXT_START = 34;
const TEXT_END = 14;
const MIN_WIDTH = 120;
const PADDING = 7;

/** The text of a state, wrapped; its size includes icon and padding. */
export function stateText(node: GraphNode, maxText = MAX_TEXT): StateText {
  const retries = node.retries === undefined || node.retries === 0 ? undefined : `↻ ${node.retries}`;
  const retryWidth = retries === undefined ? 0 : textWidth(retries, fonts.detail) + 10;
  const name = wrapText(node.name, fonts.name, maxText, 2);
  const detail = wrapText(node.detail, fonts.detail, maxText - retryWidth, 1);
  return {
    name: name.lines,
    detail: detail.lines[0] ?? '',
    ...(retries === undefined ? {} : { retries }),
    width: Math.max(name.width, detail.width + retryWidth) + TEXT_START + TEXT_END,
    height: name.lines.length * fonts.nameLine + fonts.detailLine + 2 * PADDING,
  };
}

/** The pointed sides of a Choice. */
export const POINT = 14;

export function stateBox(node: GraphNode): StateBox {
  const text = stateText(node);
  const half = Math.ceil(Math.max(MIN_WIDTH, text.width) / 2) + (node.type === 'Choice' ? POINT : 0);
  return { left: half, right: half, height: text.height, text };
}

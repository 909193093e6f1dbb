import type { StateMachine } from '../../language/definition';
import { layoutGraph } from '../layout/layout-graph';
import { stateGraph } from '../model/read-graph';
import type { StateGraph } from '../model/state-graph';
import { drawEdge } from './draw-edge';
import { drawMark } from './draw-mark';
import { drawState } from './draw-state';
import type { SvgOptions } from './options';
import { styleSheet } from './style';
import { escapeXml } from './xml';

/**
 * A state machine as an SVG document that stands alone: no script, no font, nothing to load; light or dark as its viewer
 * is. The same definition gives the same text. Draws wrong definitions too, and shows what is missing.
 */
export function toSvg(definition: StateMachine, options: SvgOptions = {}): string {
  const graph = stateGraph(definition);
  const { width, height, states, marks, edges } = layoutGraph(graph);
  const title = options.title ?? graph.comment ?? 'State machine';
  const frames = states.filter(({ headHeight }) => headHeight !== undefined);
  const boxes = states.filter(({ headHeight }) => headHeight === undefined);
  const draw = (state: (typeof states)[number]) => drawState(state, options.states?.[state.node.path]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="tfg-graph" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(describe(graph))}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect class="page" width="${width}" height="${height}" rx="6"/>`,
    ...frames.map(draw),
    ...marks.filter(({ kind }) => kind === 'apart').map(drawMark),
    ...edges.map(drawEdge),
    ...boxes.map(draw),
    ...marks.filter(({ kind }) => kind !== 'apart').map(drawMark),
    '</svg>',
    '',
  ].join('\n');
}

/** For those who cannot see the picture: every state with what follows it. */
function describe({ start, nodes, edges }: StateGraph): string {
  const sentences = nodes.map(({ name, type, ends }) => {
    const ways = edges
      .filter(({ from }) => from === name)
      .map(({ to, label }) => (label === undefined ? `to ${to}` : `${label}: to ${to}`));
    return `${name} (${type}) ${[...ways, ...(ends ? ['to the end'] : [])].join(', ')}`.trim();
  });
  return [`Starts at ${start ?? 'no state'}`, ...sentences, ''].join('. ').trim();
}

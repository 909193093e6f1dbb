import { fonts, type PlacedState } from '../layout/layout';
import { POINT, TEXT_START } from '../layout/state-box';
import { type Icon, statusIcons, typeIcons } from './icons';
import type { StateProgress } from './options';
import { progressText } from './progress-text';
import { escapeXml, px } from './xml';

/** One state: shape by type, icon, name, what it does or what happened. */
export function drawState(state: PlacedState, progress: StateProgress | undefined): string {
  const { node, x, y, width, height, headHeight } = state;
  const left = node.type === 'Choice' ? x + POINT - 2 : x;
  const head = headHeight ?? height;
  const classes = [
    'state',
    node.type,
    ...(headHeight === undefined ? [] : ['frame']),
    progress?.status ?? '',
  ];
  const happened = progress === undefined ? '' : progressText(progress);
  const detail = happened === '' ? state.detail : happened;
  const icon = (progress === undefined ? undefined : statusIcons[progress.status]) ?? typeIcons[node.type];
  const top = y + (head - (state.name.length * fonts.nameLine + fonts.detailLine)) / 2;
  const detailY = top + state.name.length * fonts.nameLine + 11;
  return [
    `<g class="${classes.filter((name) => name !== '').join(' ')}" data-state="${escapeXml(node.path)}">`,
    `<title>${escapeXml(`${node.name} (${node.type}): ${node.detail}`)}</title>`,
    shape(state),
    headHeight === undefined ? '' : `<path class="rule" d="M${px(x)} ${px(y + head)}H${px(x + width)}"/>`,
    drawIcon(icon, left + 18, y + head / 2),
    ...state.name.map((line, index) =>
      text('name', left + TEXT_START, top + index * fonts.nameLine + 12.5, line),
    ),
    text('detail', left + TEXT_START, detailY, detail),
    state.retries === undefined
      ? ''
      : text('detail', x + width - (left - x) - 10, detailY, state.retries, 'end'),
    '</g>',
  ].join('');
}

function shape({ node, x, y, width, height }: PlacedState): string {
  if (node.type === 'Choice') {
    const middle = px(y + height / 2);
    const [near, far] = [px(x + POINT), px(x + width - POINT)];
    return `<path class="box" stroke-linejoin="round" d="M${near} ${px(y)}H${far}L${px(x + width)} ${middle}L${far} ${px(y + height)}H${near}L${px(x)} ${middle}z"/>`;
  }
  const round = node.type === 'Succeed' || node.type === 'Fail' ? Math.min(22, height / 2) : 9;
  return `<rect class="box" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${round}"/>`;
}

function drawIcon({ path, solid }: Icon, x: number, y: number): string {
  const glyph = `<path class="glyph${solid === true ? ' solid' : ''}" d="${path}"/>`;
  return `<g transform="translate(${px(x)} ${px(y)})"><circle class="disc" r="9"/>${glyph}</g>`;
}

export function text(kind: string, x: number, y: number, content: string, anchor?: 'end' | 'middle'): string {
  const anchored = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text class="${kind}" x="${px(x)}" y="${px(y)}"${anchored}>${escapeXml(content)}</text>`;
}

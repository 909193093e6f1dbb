import type { PlacedMark } from '../layout/layout';
import { text } from './draw-state';
import { escapeXml, px } from './xml';

/** Start and end as dots, everything else as a small frame with a text. */
export function drawMark(mark: PlacedMark): string {
  const { kind, x, y, width, height } = mark;
  const [middle, centre] = [x + width / 2, y + height / 2];
  const dot = (radius: number, name: string) =>
    `<circle class="${name}" cx="${px(middle)}" cy="${px(centre)}" r="${radius}"/>`;
  const rect = `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="8"/>`;
  const inside = {
    start: () => dot(7, 'dot'),
    end: () => dot(7.3, 'ring') + dot(4, 'dot'),
    missing: () => rect + text('word', middle, centre + 4, mark.text, 'middle'),
    mention: () => rect + text('word', middle, centre + 4, mark.text, 'middle'),
    apart: () => rect + text('word', x + 12, y + 18, mark.text),
  }[kind]();
  const title = kind === 'missing' ? `there is no state ${mark.text}` : mark.text;
  return `<g class="mark ${kind}"><title>${escapeXml(title)}</title>${inside}</g>`;
}

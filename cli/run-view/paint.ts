import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours where a terminal shows them and nobody asked for none (https://no-color.org), else the bare text. */
export type Paint = (format: Format, text: string) => string;

export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const coloured = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return coloured
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text;
}

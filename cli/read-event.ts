import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error';

/** The event that a user means: JSON text, `@FILE`, or `-` for standard input. Default `{}`. */
export function readEvent(given: string | undefined): unknown {
  if (given === undefined) return {};
  const { text, source } = readSource(given);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = `Give JSON such as '{"width": 200}', @FILE, or - to read standard input.`;
    throw new UsageError(`the event (${source}) is not JSON: ${reason}. ${remedy}`);
  }
}

function readSource(given: string): { text: string; source: string } {
  if (given === '-') return { text: readFileSync(0, 'utf8'), source: 'standard input' };
  if (!given.startsWith('@')) return { text: given, source: '--event' };
  const file = given.slice(1);
  try {
    return { text: readFileSync(file, 'utf8'), source: file };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new UsageError(`--event @${file}: ${reason}.`);
  }
}

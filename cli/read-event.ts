import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error';
import { whyUnreadable } from './why-unreadable';

/**
 * The JSON that a user means: text, `@FILE`, or `-` for standard input. Default `{}`.
 * @param option that gave it
 */
export async function readEvent(given: string | undefined, option = '--event'): Promise<unknown> {
  if (given === undefined) return {};
  const { text: json, source } = await readSource(given, option);
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = `Give JSON such as '{"width": 200}', @FILE, or - to read standard input.`;
    throw new UsageError(`the ${option.slice(2)} (${source}) is not JSON: ${reason}. ${remedy}`);
  }
}

async function readSource(given: string, option: string): Promise<{ text: string; source: string }> {
  if (given === '-') return { text: await text(process.stdin), source: 'standard input' };
  if (!given.startsWith('@')) return { text: given, source: option };
  const file = given.slice(1);
  try {
    return { text: readFileSync(file, 'utf8'), source: file };
  } catch (error) {
    throw new UsageError(`${option} @${file}: ${whyUnreadable(error)}.`);
  }
}

import { inspect } from 'node:util';

/** All the ways in which a value gets into a log. */
export function printed(value: unknown): string {
  return [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value), String(value)].join();
}

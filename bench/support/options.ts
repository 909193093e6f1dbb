import { parseArgs } from 'node:util';
import { rows } from '../rows';
import type { BenchRow } from './report';
import { SERVERS, type StartServer } from './servers';

export interface BenchOptions {
  /** Those that are named, or all. */
  readonly rows: readonly BenchRow[];
  readonly startServer: StartServer;
}

/** What the command line asks for, or what is wrong with it. */
export function readOptions(): BenchOptions | string {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { on: { type: 'string', default: 'dev-server' } },
    });
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = parsed;
  const startServer = SERVERS[values.on];
  if (startServer === undefined)
    return `no such server: ${values.on}; servers: ${Object.keys(SERVERS).join(', ')}`;
  const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0)
    return `no such row: ${unknown.join(', ')}; rows: ${rows.map((row) => row.name).join(', ')}`;
  const wanted = positionals.length === 0 ? rows : rows.filter(({ name }) => positionals.includes(name));
  return { rows: wanted, startServer };
}

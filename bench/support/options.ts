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
  const server = SERVERS.get(values.on);
  if (server === undefined) return `no such server: ${values.on}; servers: ${[...SERVERS.keys()].join(', ')}`;
  const missing = server.missing();
  if (missing.length > 0)
    return `--on ${values.on} needs what is missing here: ${missing.join(', ')}. Install it, or leave --on out`;
  const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0)
    return `no such row: ${unknown.join(', ')}; rows: ${rows.map((row) => row.name).join(', ')}`;
  const wanted = positionals.length === 0 ? rows : rows.filter(({ name }) => positionals.includes(name));
  return { rows: wanted, startServer: server.start };
}

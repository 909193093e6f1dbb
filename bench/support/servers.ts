import { startDevServer } from '../../dev-server';
import { missingPrograms } from '../../test/support/stack/missing-programs';
import { NativeStack } from '../../test/support/stack/native-stack';

export interface BenchServer {
  /** `HOST:PORT` of Temporal. */
  readonly address: string;
  close(): Promise<void>;
}

export type StartServer = () => Promise<BenchServer>;

interface ServerKind {
  readonly start: StartServer;
  /** What it needs and this machine lacks. */
  missing(): readonly string[];
}

/** What `--on` names. */
export const SERVERS: ReadonlyMap<string, ServerKind> = new Map([
  // In memory: the least that a server costs.
  ['dev-server', { start: () => startDevServer({ report: () => undefined }), missing: () => [] }],
  ['postgresql', { start: startOnPostgresql, missing: missingPrograms }],
]);

/** The services that Temporal itself needs. */
const TEMPORAL = ['postgresql', 'schema', 'temporal', 'namespace'];

/** Temporal as docker-compose.yml has it, on a PostgreSQL that waits for the disk, as processes of this machine. */
async function startOnPostgresql(): Promise<BenchServer> {
  // The services that call functions ask for keys as well; they are not started.
  const keys = { HUAWEICLOUD_SDK_AK: 'none', HUAWEICLOUD_SDK_SK: 'none' };
  const variables = { POSTGRES_PASSWORD: 'of-a-benchmark', ...keys };
  const stack = await NativeStack.up(variables, { only: TEMPORAL, fsync: true });
  return { address: stack.address, close: () => stack.down() };
}

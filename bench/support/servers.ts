import { startDevServer } from '../../dev-server';
import { missingPrograms } from '../../test/support/stack/missing-programs';
import { NativeStack } from '../../test/support/stack/native-stack';

export interface BenchServer {
  /** `HOST:PORT` of Temporal. */
  readonly address: string;
  close(): Promise<void>;
}

export type StartServer = () => Promise<BenchServer>;

/** What `--on` names. */
export const SERVERS: Readonly<Record<string, StartServer>> = {
  /** In memory: the least that a server costs. */
  'dev-server': () => startDevServer({ report: () => undefined }),
  postgresql: startOnPostgresql,
};

/** The services that Temporal itself needs. */
const TEMPORAL = ['postgresql', 'schema', 'temporal', 'namespace'];

/** Temporal as docker-compose.yml has it, on a PostgreSQL that waits for the disk, as processes of this machine. */
async function startOnPostgresql(): Promise<BenchServer> {
  const missing = missingPrograms();
  if (missing.length > 0)
    throw new Error(`--on postgresql needs what is missing here: ${missing.join(', ')}`);
  // The services that call functions ask for keys as well; they are not started.
  const keys = { HUAWEICLOUD_SDK_AK: 'none', HUAWEICLOUD_SDK_SK: 'none' };
  const variables = { POSTGRES_PASSWORD: 'of-a-benchmark', ...keys };
  const stack = await NativeStack.up(variables, { only: TEMPORAL, fsync: true });
  return { address: stack.address, close: () => stack.down() };
}

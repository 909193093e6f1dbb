/** A worker of one kind in a process of its own: ours, or the same written by hand. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { Pool } from 'undici';
import { childOptions, cpuUs, serve } from '../support/child';
import { KEYS, PROJECT, REGION, TOKEN } from '../support/constants';
import type { Kind } from '../support/pipeline';

interface Options {
  readonly kind: Kind;
  readonly temporal: string;
  readonly emulator: string;
  readonly bundle: string;
  /** Folder with the objects that maps read. */
  readonly objects?: string;
}

async function main(): Promise<void> {
  const { kind, temporal, emulator, bundle, objects } = childOptions() as Options;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address: temporal });
  const worker = await Worker.create({
    connection,
    taskQueue: kind,
    workflowBundle: { codePath: bundle },
    ...(kind.endsWith('by-hand') ? handOptions(emulator) : await ourOptions(emulator, objects)),
  });
  const running = worker.run();
  await serve({}, usage, async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await connection.close();
  });
}

async function usage(): Promise<object> {
  return { cpuUs: cpuUs(), rssMb: process.memoryUsage.rss() / 2 ** 20 };
}

/** Loaded late, so that the worker written by hand does not carry the package. */
async function ourOptions(endpoint: string, folder: string | undefined): Promise<Partial<WorkerOptions>> {
  const { FunctionGraphClient } = await import('../../functiongraph/index.js');
  const { FolderStore, FunctionGraphPlugin } = await import('../../index.js');
  const client = new FunctionGraphClient({ region: REGION, projectId: PROJECT, endpoint, auth: KEYS });
  const objects = folder === undefined ? {} : { objects: new FolderStore(folder) };
  return { plugins: [new FunctionGraphPlugin({ client, ...objects })] };
}

function handOptions(endpoint: string): Partial<WorkerOptions> {
  const pool = new Pool(endpoint, { connections: 100 });
  const path = `/v2/${PROJECT}/fgs/functions/urn:fss:${REGION}:${PROJECT}:function:default:step:latest/invocations`;
  const headers = { 'content-type': 'application/json', 'x-auth-token': TOKEN };
  return {
    activities: {
      async callStep(event: unknown): Promise<unknown> {
        const response = await pool.request({ path, method: 'POST', headers, body: JSON.stringify(event) });
        const output = await response.body.json();
        if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`);
        return output;
      },
    },
  };
}

void main();

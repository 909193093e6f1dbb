/** The worker of the large map: in a process of its own, because it is killed. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FunctionGraphClient } from '../../functiongraph';
import { FolderStore, FunctionGraphPlugin } from '../../index';
import { childOptions } from '../support/child';
import { KEYS, PROJECT, REGION } from '../support/constants';

interface Options {
  readonly temporal: string;
  readonly emulator: string;
  readonly bundle: string;
  readonly objects: string;
  readonly taskQueue: string;
}

/** Instances of the function in the emulator, each a process. */
const MAX_CALLS = 16;

async function main(): Promise<void> {
  const { temporal, emulator, bundle, objects, taskQueue } = childOptions() as Options;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const client = new FunctionGraphClient({
    region: REGION,
    projectId: PROJECT,
    endpoint: emulator,
    auth: KEYS,
  });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: temporal }),
    taskQueue,
    workflowBundle: { codePath: bundle },
    plugins: [
      new FunctionGraphPlugin({
        client,
        objects: new FolderStore(objects),
        protection: { maxConcurrentCalls: MAX_CALLS },
      }),
    ],
  });
  process.send?.('ready');
  await worker.run();
}

void main();

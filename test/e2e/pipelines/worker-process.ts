import { NativeConnection, Worker } from '@temporalio/worker';
import { FolderStore, FunctionGraphPlugin } from '../../../index';
import { clientOf } from '../activities/support';

/**
 * A worker of its own process, for tests that kill it or tell it to stop (SIGTERM): TEMPORAL, TASK_QUEUE, BUNDLE,
 * FUNCTIONS and OBJECTS (a folder) in the environment.
 */
async function main(): Promise<void> {
  const { TEMPORAL = '', TASK_QUEUE = '', BUNDLE = '', FUNCTIONS = '', OBJECTS = '' } = process.env;
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: TEMPORAL }),
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: BUNDLE },
    plugins: [new FunctionGraphPlugin({ client: clientOf(FUNCTIONS), objects: new FolderStore(OBJECTS) })],
    shutdownGraceTime: '20 seconds',
  });
  await worker.run();
  process.exit(0);
}

void main();

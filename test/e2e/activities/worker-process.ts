import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../../activities';
import { clientOf } from './support';

/** A worker of its own process, for tests that kill it: TEMPORAL, TASK_QUEUE, BUNDLE and FUNCTIONS in the environment. */
async function main(): Promise<void> {
  const { TEMPORAL = '', TASK_QUEUE = '', BUNDLE = '', FUNCTIONS = '' } = process.env;
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: TEMPORAL }),
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: BUNDLE },
    activities: createActivities(clientOf(FUNCTIONS)),
  });
  await worker.run();
}

void main();

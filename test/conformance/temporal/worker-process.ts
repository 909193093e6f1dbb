/** Runs the workflows of the cases, in a process of its own that may be killed at any time. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

async function main(): Promise<void> {
  const [address = '', taskQueue = '', codePath = ''] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath },
    // One that is gone must not be waited for.
    stickyQueueScheduleToStartTimeout: '1s',
  });
  process.once('disconnect', () => worker.shutdown());
  process.send?.('ready');
  await worker.run();
  process.exit(0);
}

void main();

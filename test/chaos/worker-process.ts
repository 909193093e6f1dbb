/** One worker of the chaos run, in a process of its own that may be killed, stopped or paused at any time. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { ACCESS } from './access';

async function main(): Promise<void> {
  const [temporal = '', emulator = '', bundle = ''] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const client = new FunctionGraphClient({ ...ACCESS, endpoint: emulator });
  const connection = await NativeConnection.connect({ address: temporal });
  const worker = await Worker.create({
    connection,
    taskQueue: 'chaos',
    workflowBundle: { codePath: bundle },
    plugins: [new FunctionGraphPlugin({ client })],
    shutdownGraceTime: '3 seconds',
  });
  process.once('disconnect', () => process.exit(1));
  process.send?.('ready');
  await worker.run();
  process.exit(0);
}

void main().catch(() => process.exit(1));

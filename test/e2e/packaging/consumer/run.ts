/** What a user of the package writes: a worker with the plugin, own workflows, and a client. Prints the results as JSON. */
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { startPipeline } from 'temporal-functiongraph/client';
import { startEmulator } from 'temporal-functiongraph/emulator';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import type { callChain } from 'temporal-functiongraph/workflows';
import type { order } from './workflows.js';

export async function run(folder: string): Promise<void> {
  const [address = '', taskQueue = ''] = process.argv.slice(2);
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  const projectId = '0123456789abcdef0123456789abcdef';
  const emulator = await startEmulator({ functions: join(folder, 'functions'), projectId, keys: auth });
  const client = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId,
    endpoint: emulator.address,
    auth,
  });

  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: join(folder, 'workflows.js'),
    plugins: [new FunctionGraphPlugin({ client })],
  });
  const temporal = new Client({ connection: await Connection.connect({ address }) });
  const results = await worker.runUntil(async () => ({
    direct: (await client.invoke('price', { quantity: 1 })).output,
    own: await temporal.workflow.execute<typeof order>('order', {
      taskQueue,
      workflowId: `${taskQueue}-order`,
      args: [3],
    }),
    pipeline: await (
      await startPipeline(temporal, {
        definition: { StartAt: 'Price', States: { Price: { Type: 'Task', Resource: 'price', End: true } } },
        input: { quantity: 5 },
        taskQueue,
        workflowId: `${taskQueue}-pipeline`,
      })
    ).result(),
    reexported: await temporal.workflow.execute<typeof callChain>('callChain', {
      taskQueue,
      workflowId: `${taskQueue}-chain`,
      args: [{ functions: ['price', 'label'], input: { quantity: 4 } }],
    }),
  }));
  process.stdout.write(`${JSON.stringify(results)}\n`);

  await temporal.connection.close();
  await connection.close();
  await client.close();
  await emulator.close();
}

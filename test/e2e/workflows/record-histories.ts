/**
 * Records the histories that the replay tests hold, for each run of recorded-runs.ts that has none yet:
 * `npm run build && node dist/test/e2e/workflows/record-histories.js`, in the project's root, then `npm run format`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startDevServer } from '../../../dev-server';
import { type RecordedRun, recordedRuns } from './recorded-runs';

const FOLDER = join(process.cwd(), 'test', 'e2e', 'workflows', 'histories');

async function record(run: RecordedRun, address: string): Promise<string> {
  const taskQueue = `recording-${run.name}`;
  const [connection, nativeConnection] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const client = new Client({ connection, identity: 'recorder' });
  const worker = await Worker.create({
    connection: nativeConnection,
    identity: 'recorder',
    taskQueue,
    workflowsPath: require.resolve('./order-workflows'),
    activities: { ...run.script.activities, ...run.activities },
  });
  const history = await worker.runUntil(async () => {
    const handle = await client.workflow.start(run.workflow, {
      taskQueue,
      workflowId: run.name,
      args: [...run.args],
    });
    await run.during?.(handle);
    await handle.result().catch(() => undefined);
    return handle.fetchHistory();
  });
  await nativeConnection.close();
  await connection.close();
  return historyToJSON(history).replaceAll(process.cwd(), '.');
}

async function main(): Promise<void> {
  const missing = recordedRuns.filter(({ name }) => !existsSync(join(FOLDER, `${name}.json`)));
  if (missing.length === 0) return;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const server = await startDevServer();
  try {
    for (const run of missing) {
      const history = await record(run, server.address);
      writeFileSync(join(FOLDER, `${run.name}.json`), `${history}\n`);
      process.stdout.write(`recorded ${run.name}\n`);
    }
  } finally {
    await server.close();
  }
}

void main();

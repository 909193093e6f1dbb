/**
 * Records the histories that the replay tests hold, for each run of recorded-pipelines.ts that has none yet:
 * `npm run build && node dist/test/e2e/pipelines/record-pipelines.js`, in the project's root, then `npm run format`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startDevServer } from '../../../dev-server';
import { activities, type RecordedPipeline, recordedPipelines } from './recorded-pipelines';

const FOLDER = join(process.cwd(), 'test', 'e2e', 'pipelines', 'histories');

async function record(run: RecordedPipeline, address: string): Promise<string> {
  const taskQueue = `recording-${run.name}`;
  const connection = await Connection.connect({ address });
  const nativeConnection = await NativeConnection.connect({ address });
  const client = new Client({ connection, identity: 'recorder' });
  const worker = await Worker.create({
    connection: nativeConnection,
    identity: 'recorder',
    taskQueue,
    workflowsPath: require.resolve('../../../workflows'),
    activities,
    maxHeartbeatThrottleInterval: 200,
  });
  const history = await worker.runUntil(async () => {
    const handle = await client.workflow.start(run.workflow, {
      taskQueue,
      workflowId: run.name,
      args: [...run.args],
    });
    if (run.meanwhile === 'cancel') {
      await sleep(1500);
      await handle.cancel();
    }
    if (run.meanwhile === 'pause') {
      await sleep(1000);
      await handle.signal('pause');
      await sleep(2000);
      await handle.signal('resume');
    }
    await handle.result().catch(() => undefined);
    return (await kept(client, run, handle)).fetchHistory();
  });
  await nativeConnection.close();
  await connection.close();
  return historyToJSON(history).replaceAll(process.cwd(), '.');
}

async function kept(
  client: Client,
  { of, name }: RecordedPipeline,
  handle: WorkflowHandle,
): Promise<WorkflowHandle> {
  if (of === 'run') return handle;
  const query = of === 'child' ? `WorkflowType = 'runPipelineItems'` : `WorkflowId = '${name}'`;
  await sleep(1000);
  const found: { workflowId: string; runId: string; startTime: Date }[] = [];
  for await (const execution of client.workflow.list({ query })) found.push(execution);
  const own = found.toSorted((a, b) => a.startTime.getTime() - b.startTime.getTime());
  const chosen = of === 'child' ? own.at(-1) : own[1];
  if (chosen === undefined) throw new Error(`${name} has no such run`);
  return client.workflow.getHandle(chosen.workflowId, chosen.runId);
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const missing = recordedPipelines.filter(({ name }) => !existsSync(join(FOLDER, `${name}.json`)));
  if (missing.length === 0) return;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  for (const run of missing) {
    const settings = run.of === 'next-run' ? { 'limit.historyCount.suggestContinueAsNew': 60 } : {};
    const server = await startDevServer({ settings });
    try {
      const history = await record(run, server.address);
      writeFileSync(join(FOLDER, `${run.name}.json`), `${history}\n`);
      process.stdout.write(`recorded ${run.name}\n`);
    } finally {
      await server.close();
    }
  }
}

void main();

import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { startDevServer } from '../../dev-server';
import { startChild } from '../support/child';

export const TASK_QUEUE = 'large-map';

/** Server, emulator and worker, each a process of its own. */
export interface Stage {
  readonly client: Client;
  readonly folder: string;
  startWorker(): Promise<void>;
  endWorker(): void;
  /** Kills the worker with -9, and starts another. */
  replaceWorker(): Promise<void>;
  /** Resident memory in MB. */
  memory(): { readonly worker: number; readonly server: number };
  close(): Promise<void>;
}

export async function startStage(items: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'tfg-large-map-'));
  await writeItems(folder, items);
  const server = await startDevServer();
  const emulator = await startChild('emulator');
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows/maps'),
    logger: new DefaultLogger('ERROR'),
  });
  const bundle = join(folder, 'bundle.js');
  await writeFile(bundle, code);
  const connection = await Connection.connect({ address: server.address });
  let worker: ChildProcess | undefined;

  const startWorker = async (): Promise<void> => {
    const options = {
      temporal: server.address,
      emulator: emulator.ready['address'],
      bundle,
      objects: folder,
    };
    worker = fork(join(__dirname, 'worker.js'), [JSON.stringify({ ...options, taskQueue: TASK_QUEUE })]);
    await once(worker, 'message');
  };
  return {
    client: new Client({ connection }),
    folder,
    startWorker,
    endWorker: () => void worker?.kill('SIGKILL'),
    async replaceWorker() {
      worker?.kill('SIGKILL');
      await startWorker();
    },
    memory: () => ({ worker: rssMb(worker?.pid ?? 0), server: rssMb(pidOfPort(server.address)) }),
    async close() {
      worker?.kill('SIGKILL');
      await connection.close();
      await emulator.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeItems(folder: string, items: number): Promise<void> {
  for (const bucket of ['items', 'results']) await mkdir(join(folder, bucket));
  const note = 'x'.repeat(80);
  const lines = Array.from({ length: items }, (_, item) => JSON.stringify({ item, note }));
  await writeFile(join(folder, 'items', 'all.jsonl'), lines.join('\n'));
}

function rssMb(pid: number): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024);
}

/** The server's own process, not the guard that has started it. */
function pidOfPort(address: string): number {
  const port = address.split(':').at(-1) ?? '';
  const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n');
  const line = lines.find(
    (text) =>
      text.includes(` server start-dev `) &&
      text.includes(`--port=${port}`) &&
      !/^\s*\d+ \S*node /.test(text),
  );
  return Number(line?.trim().split(' ')[0] ?? Number.NaN);
}

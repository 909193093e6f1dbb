/** What the rows with a Temporal server share: the server, the emulator, both bundles, and the chain to run. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { WORKFLOWS_MODULE } from '../../worker/workflows-module';
import { chainMachine } from './chain-machine';
import { startChild } from './child';
import type { StartServer } from './servers';

/** A workflow of bench/workflows, or the package's own for state machines, and the worker that serves it. */
export type Kind =
  | 'ours'
  | 'by-hand'
  | 'local'
  | 'local-by-hand'
  | 'jsonata'
  | 'pipeline'
  | 'express'
  | 'maps';
export const KINDS = ['ours', 'by-hand'] as const;

/** About 100 bytes, the size of an ordinary event. */
export const EVENT = {
  orderId: 'o-1001',
  customer: 'c-77',
  total: 118.5,
  currency: 'CNY',
  note: 'gift',
  step: 0,
};

export interface BenchPipeline {
  readonly temporal: string;
  readonly emulator: string;
  readonly client: Client;
  readonly folder: string;
  bundle(kind: Kind): string;
  /** Starts a chain on the worker of that kind; its result is checked. */
  chain(kind: Kind, steps: number): Promise<string>;
  close(): Promise<void>;
}

/** @param functions the emulator, or a bare server where only what stands around a call is measured */
export async function startPipeline(
  startServer: StartServer,
  kinds: readonly Kind[] = KINDS,
  functions: 'emulator' | 'counting' = 'emulator',
): Promise<BenchPipeline> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'tfg-bench-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const server = await startServer();
    closers.push(() => server.close());
    const emulator = await startChild(functions);
    closers.push(() => emulator.close());
    const bundle = (kind: Kind): string =>
      kind === 'pipeline' ? require.resolve('../../workflows/bundle') : join(folder, `${kind}.js`);
    for (const kind of kinds) if (kind !== 'pipeline') await writeBundle(kind, bundle(kind));
    const connection = await Connection.connect({ address: server.address });
    closers.push(() => connection.close());
    const client = new Client({ connection });
    return {
      temporal: server.address,
      emulator: String(emulator.ready['address']),
      client,
      folder,
      bundle,
      chain: (kind, steps) => runChain(client, kind, steps),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function writeBundle(kind: Kind, file: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve(`../workflows/${kind}`),
    // As the plugin has it for users.
    preloadModules: [WORKFLOWS_MODULE],
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(file, code);
}

async function runChain(client: Client, kind: Kind, steps: number): Promise<string> {
  const workflowId = `${kind}-${randomUUID()}`;
  const isPipeline = kind === 'pipeline';
  const result: unknown = await client.workflow.execute(isPipeline ? 'runPipeline' : 'benchChain', {
    workflowId,
    taskQueue: kind,
    args: isPipeline ? [{ definition: chainMachine(steps), input: EVENT }] : [EVENT, steps],
  });
  if ((result as { step?: number }).step !== steps)
    throw new Error(`${workflowId} lost a step: ${JSON.stringify(result)}`);
  return workflowId;
}

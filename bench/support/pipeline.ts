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
  const folder = await mkdtemp(join(tmpdir(), 'tfg-bench-'));
  const server = await startServer();
  const emulator = await startChild(functions);
  const bundle = (kind: Kind): string =>
    kind === 'pipeline' ? require.resolve('../../workflows/bundle') : join(folder, `${kind}.js`);
  for (const kind of kinds) {
    if (kind === 'pipeline') continue;
    const workflowsPath = require.resolve(`../workflows/${kind}`);
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      // As the plugin has it for users.
      preloadModules: [WORKFLOWS_MODULE],
      logger: new DefaultLogger('ERROR'),
    });
    await writeFile(bundle(kind), code);
  }
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection });
  return {
    temporal: server.address,
    emulator: String(emulator.ready['address']),
    client,
    folder,
    bundle,
    async chain(kind, steps) {
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
    },
    async close() {
      await connection.close();
      await emulator.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../../activities';
import { startDevServer } from '../../../dev-server';
import { WORKFLOWS_MODULE } from '../../../worker/workflows-module';
import type { ExecutionCase } from '../asl/asl-case';
import type { ExecutionStage, Played } from '../execution-stage';
import { CALLBACK_KEYS } from './bring-callback';
import { CaseObjects } from './case-objects';
import { Kills } from './kills';
import { notPlayable } from './not-playable';
import { type PlayContext, playCase } from './play-case';
import { ScriptedInvoker } from './scripted-invoker';
import { Slots } from './slots';
import { WorkflowWorker } from './workflow-worker';

export interface TemporalStageOptions {
  /** Kills the process that runs the workflows again and again, at times that come of this. Default: never. */
  readonly killAtRandom?: () => number;
  /** Each case inside one activity. Default: standard. */
  readonly mode?: 'express';
}

/** Cases under way at once. */
const AT_ONCE = 20;

/** A dev server and workers that run cases as pipelines: all of a pipeline is real but what its functions answer. */
export class TemporalStage implements ExecutionStage {
  readonly #slots = new Slots(AT_ONCE);

  private constructor(
    private readonly context: PlayContext,
    private readonly kills: Kills | undefined,
    private readonly end: () => Promise<void>,
  ) {}

  static async start({ killAtRandom, mode }: TemporalStageOptions = {}): Promise<TemporalStage> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const folder = await mkdtemp(join(tmpdir(), 'tfg-conformance-'));
    const server = await startDevServer({ report: () => undefined });
    const { address } = server;
    const taskQueue = `conformance-${randomUUID()}`;
    const kills = killAtRandom && new Kills();
    const workflows = new WorkflowWorker([address, taskQueue, await bundle(folder)], () => kills?.count());
    const connection = await Connection.connect({ address });
    const nativeConnection = await NativeConnection.connect({ address });
    const functions = new ScriptedInvoker();
    const objects = new CaseObjects(join(folder, 'objects'));
    const activities = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      activities: createActivities(functions, { callbackKeys: CALLBACK_KEYS, objects }),
    });
    const running = activities.run();
    await workflows.start();
    if (killAtRandom) workflows.killAtRandom(killAtRandom);
    const client = new Client({ connection });
    const context = { client, taskQueue, functions, objects, ...(mode && { mode }) };
    return new TemporalStage(context, kills, async () => {
      await workflows.close();
      activities.shutdown();
      await running;
      await nativeConnection.close();
      await connection.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  async play(given: ExecutionCase): Promise<Played> {
    const skip = notPlayable(given, this.kills !== undefined, this.context.mode);
    if (skip !== undefined) return { skip };
    return this.#slots.within(async () => {
      this.kills?.begin(given);
      try {
        return await playCase(given, this.context);
      } finally {
        this.kills?.end(given);
      }
    });
  }

  async close(): Promise<void> {
    await this.end();
  }

  get note(): string | undefined {
    return this.kills?.note;
  }
}

async function bundle(folder: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./traced-pipeline'),
    preloadModules: [WORKFLOWS_MODULE],
    logger: new DefaultLogger('ERROR'),
  });
  const path = join(folder, 'workflows.js');
  await writeFile(path, code);
  return path;
}

import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { type JsonValue, type PipelineHandle, pipelineHandle, startPipeline } from '../../client';
import { DEFAULT_TASK_QUEUE } from '../../client/default-task-queue';
import { functionSettings, loadConfiguration } from '../../worker/config';
import { readEvent } from '../read-event';
import { UsageError } from '../usage-error';
import { pipelineName, readPipeline } from './read-pipeline';

export interface OpenOptions {
  readonly config?: string;
  readonly input?: string;
  readonly name?: string;
  readonly definitionVersion?: string;
  readonly workflowId?: string;
  readonly taskQueue?: string;
  readonly mode?: 'standard' | 'local' | 'express';
  readonly attach?: true;
}

export interface OpenedPipeline {
  readonly handle: PipelineHandle;
  readonly taskQueue: string;
  readonly attached: boolean;
}

/** What is to be done with a run, once a client is there: all that can be wrong in what was typed was found before. */
export type Open = (client: Client) => Promise<OpenedPipeline>;

/** Reads everything that the run needs, without reaching the server. */
export async function readyToOpen(file: string | undefined, options: OpenOptions): Promise<Open> {
  const { workflowId, attach = false } = options;
  if (attach && workflowId === undefined)
    throw new UsageError('--attach needs the run to attach to: give --workflow-id.');
  if (file === undefined) {
    if (!attach || workflowId === undefined)
      throw new UsageError(
        'give the file with the state machine; or --attach --workflow-id ID, to watch a run.',
      );
    return (client) => attachTo(client, workflowId);
  }
  return readyToStart(file, options);
}

async function readyToStart(file: string, options: OpenOptions): Promise<Open> {
  const { workflowId, attach = false, mode, definitionVersion: version } = options;
  const { settings } = loadConfiguration({
    file: options.config,
    options: { 'worker.taskQueue': { option: '--task-queue', value: options.taskQueue } },
  });
  const check = {
    ...(settings.functions !== undefined && { functions: functionSettings(settings) }),
    ...(mode !== undefined && { mode }),
  };
  const definition = readPipeline(file, check);
  const input = (await readEvent(options.input, '--input')) as JsonValue;
  const taskQueue = settings.worker?.taskQueue ?? DEFAULT_TASK_QUEUE;
  return async (client) => {
    const running =
      attach && workflowId !== undefined ? await runningPipeline(client, workflowId) : undefined;
    if (running !== undefined) return running;
    try {
      const handle = await startPipeline(client, {
        definition,
        input,
        name: options.name ?? pipelineName(file),
        taskQueue,
        attach,
        check,
        ...(version !== undefined && { version }),
        ...(workflowId !== undefined && { workflowId }),
        ...(mode !== undefined && { mode }),
      });
      return { handle, taskQueue, attached: false };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      throw new UsageError(
        `a run with the id ${error.workflowId} is under way. Watch it with --attach, or choose another --workflow-id.`,
      );
    }
  };
}

async function runningPipeline(client: Client, workflowId: string): Promise<OpenedPipeline | undefined> {
  const handle = pipelineHandle(client, workflowId);
  const description = await handle.describe().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  });
  if (description?.status.name !== 'RUNNING') return undefined;
  return { handle, taskQueue: description.taskQueue, attached: true };
}

async function attachTo(client: Client, workflowId: string): Promise<OpenedPipeline> {
  const handle = pipelineHandle(client, workflowId);
  try {
    const { taskQueue, type } = await handle.describe();
    if (type !== 'runPipeline')
      throw new UsageError(`${workflowId} is a run of ${type}, no pipeline: look at it in Temporal's UI.`);
    return { handle, taskQueue, attached: true };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new UsageError(
      `there is no run with the id ${workflowId} in the namespace ${client.options.namespace}.`,
    );
  }
}

import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { fitsIntoPayload } from '../../event-size';
import { failedEvent } from '../failure-event';
import type { OpenEffect } from '../open-effect';
import type { PipelineRun } from '../pipeline-run';
import type { ShardInput } from '../shard-input';
import { itemsTooLarge, type ItemsEffect, rangeOf, slim, versionOf } from './items-effect';
import { readOf } from './items-source';

export const SHARD_WORKFLOW = 'runPipelineItems';
/** Asks a shard whether it is there. */
export const ARE_YOU_THERE = 'are-you-there';

/** A shard that a run before has started is asked for so often: nobody tells that it was terminated. */
const ASK_EVERY_MS = 10 * 60_000;

/**
 * A chunk of items as a child workflow that outlives this run, should it continue as new: what it comes to is reported by
 * a signal to the workflow id.
 */
export function runShard(run: PipelineRun, { command, shard }: ItemsEffect): void {
  const { id, path } = command;
  const workflowId = shard ?? `${run.keyPrefix}/${path}/${id}`;
  const effect: ShardEffect = {
    command,
    carries: false,
    reports: true,
    cancelled: false,
    cancel: () => {
      effect.cancelled = true;
      // Before it was started it cannot be reached; then it is cancelled as soon as it was.
      if (effect.carries) cancelShard(workflowId);
    },
    pause: (paused) => {
      if (effect.carries) pauseShard(workflowId, paused);
    },
    carry: () => ({ command: slim(command), shard: workflowId }),
  };
  run.open.set(id, effect);
  if (shard === undefined) start(run, effect, workflowId);
  else adopt(run, effect, workflowId);
}

interface ShardEffect extends OpenEffect {
  readonly command: ItemsEffect['command'];
  cancelled: boolean;
}

function start(run: PipelineRun, effect: ShardEffect, workflowId: string): void {
  const { command } = effect;
  const { priority } = run.input;
  const input = shardInput(run, command, workflowId);
  if (!fitsIntoPayload(input)) {
    run.deliver(itemsTooLarge(command));
    return;
  }
  const { promise } = run.inScope(() =>
    startChild(SHARD_WORKFLOW, {
      workflowId,
      args: [input],
      staticSummary: `${command.path}${rangeOf(command.part)}`,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      ...(priority !== undefined && { priority }),
    }),
  );
  promise.then(
    (handle) => started(run, effect, handle),
    (error: unknown) => {
      // A run that was reset finds the shards of before, which report to it as well.
      if (error instanceof WorkflowExecutionAlreadyStartedError) adopt(run, effect, workflowId);
      else lost(run, effect, error);
    },
  );
}

function started(run: PipelineRun, effect: ShardEffect, handle: Started): void {
  const { workflowId } = handle;
  if (effect.cancelled) cancelShard(workflowId);
  else if (run.paused) pauseShard(workflowId, true);
  // Its report comes first; a shard that ends without one is lost.
  handle.result().then(
    () => lost(run, effect, new Error(`The child workflow ${workflowId} ended without a report.`)),
    (error: unknown) => lost(run, effect, error),
  );
  run.nowCarries(effect);
}

interface Started {
  readonly workflowId: string;
  result(): Promise<unknown>;
}

function shardInput(
  run: PipelineRun,
  { definition, part, id }: ItemsEffect['command'],
  workflowId: string,
): ShardInput {
  const { mode, priority } = run.input;
  const { scale, startedMs } = run.clock;
  const { source: _, ...own } = part;
  return {
    v: versionOf(part),
    definition,
    part: own,
    ...readOf(part),
    report: { workflowId: workflowInfo().workflowId, id },
    keyPrefix: run.keyPrefix,
    // The numbers of a shard's commands, and its paths, are those of the same shard in another try of the map.
    childPrefix: workflowId,
    startedMs,
    ...(mode === 'local' && { mode }),
    ...(scale !== 1 && { timeScale: scale }),
    ...(priority !== undefined && { priority }),
  };
}

/** Goes on waiting for the report of a shard that another run has started. */
function adopt(run: PipelineRun, effect: ShardEffect, workflowId: string): void {
  if (effect.cancelled) cancelShard(workflowId);
  const isOpen = (): boolean => run.open.get(effect.command.id) === effect;
  const ask = async (): Promise<void> => {
    while (isOpen()) {
      try {
        await getExternalWorkflowHandle(workflowId).signal(ARE_YOU_THERE);
      } catch {
        lost(run, effect, new Error(`The child workflow ${workflowId} is gone, and has left no report.`));
        return;
      }
      await sleep(ASK_EVERY_MS, { summary: `${effect.command.path}: is its child workflow still there?` });
      run.grew();
    }
  };
  run.nowCarries(effect);
  run.inScope(ask).promise.catch(() => {});
}

function lost(run: PipelineRun, effect: OpenEffect, error: unknown): void {
  const { id } = effect.command;
  if (run.open.get(id) === effect) run.deliver({ ...failedEvent(error, run), id });
}

/** It may have ended meanwhile. */
function cancelShard(workflowId: string): void {
  CancellationScope.nonCancellable(() => getExternalWorkflowHandle(workflowId).cancel()).catch(() => {});
}

function pauseShard(workflowId: string, paused: boolean): void {
  CancellationScope.nonCancellable(() =>
    getExternalWorkflowHandle(workflowId).signal(paused ? 'pause' : 'resume'),
  ).catch(() => {});
}

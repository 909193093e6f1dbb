import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, ServiceError, WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Execution, JsonValue, TaskInput } from '../../../asl';
import type { PipelineFailureDetails } from '../../../workflows/pipeline/pipeline-end';
import type { PipelineInput } from '../../../workflows/pipeline/pipeline-input';
import type { ExecutionCase } from '../asl/asl-case';
import { judgeExecution } from '../asl/judge-execution';
import { scriptedFunctions } from '../asl/scripted-functions';
import type { Played } from '../execution-stage';
import { bringCallback, tokenIn } from './bring-callback';
import type { CaseObjects } from './case-objects';
import type { ScriptedCall, ScriptedInvoker } from './scripted-invoker';
import type { Trace, TracedTask } from './trace';

export interface PlayContext {
  readonly client: Client;
  readonly taskQueue: string;
  readonly functions: ScriptedInvoker;
  readonly objects: CaseObjects;
  readonly mode?: 'express';
}

/** Longer than any case waits. */
const WITHIN = '2 minutes';

const QUERIES = 20;

/** How many times as fast as the definition says. Where time is measured, a server's own delays must not count so often. */
const TIME_SCALE = 10;

/** Runs the case as a pipeline, and judges it like any other run. */
export async function playCase(given: ExecutionCase, context: PlayContext): Promise<Played> {
  const { client, taskQueue, functions, objects, mode } = context;
  const workflowId = `${given.name}-${randomUUID()}`;
  const scripts = scriptedFunctions(given.functions);
  const calls: ScriptedCall[] = [];
  const lost: unknown[] = [];
  functions.enter(workflowId, {
    async answer(call) {
      calls.push(call);
      const token = tokenIn(call.input);
      if (token === undefined) return scripts.invoke(call);
      const task = { ...call, token };
      const reply = await scripts.invoke(task);
      if (reply.output !== undefined)
        scripts
          .callback(task)
          .then((brought) => bringCallback(client, token, brought))
          .catch((error: unknown) => lost.push(error));
      return reply;
    },
  });
  if (given.objects) await objects.put(workflowId, given.objects);
  const input: PipelineInput = {
    definition: given.definition as unknown as PipelineInput['definition'],
    input: given.input,
    ...(given.expected.elapsedSeconds === undefined && { timeScale: TIME_SCALE }),
    ...(mode && { mode }),
  };
  try {
    const handle = await client.workflow.start('tracedPipeline', {
      taskQueue,
      workflowId,
      args: [input],
      workflowExecutionTimeout: WITHIN,
      workflowTaskTimeout: '3s',
    });
    const end = await endOf(handle);
    const { tasks, ...trace } = await traceOf(handle);
    const visited = trace.visits.map(({ state }) => state);
    const expected = mode === 'express' ? seenFromOutside(given.expected) : given.expected;
    const complaints = judgeExecution(expected, {
      ...end,
      ...trace,
      visited,
      taskInputs: taskInputs(calls, tasks),
    });
    for (const error of lost) complaints.push({ about: 'callback', expected: 'taken', got: String(error) });
    return { complaints };
  } finally {
    functions.leave(workflowId);
  }
}

/** A run inside one activity shows its end and its calls, but not which states it went through, and no state's time. */
function seenFromOutside(expected: ExecutionCase['expected']): ExecutionCase['expected'] {
  const {
    visited: _visited,
    trace: _trace,
    evaluationFailures: _failures,
    taskInputs: calls,
    ...rest
  } = expected;
  const { elapsedSeconds: _elapsed, ...outcome } = rest;
  const inputs = calls?.map(({ function: name, input }) => ({ function: name, input }));
  return { ...outcome, ...(inputs && { taskInputs: inputs }) };
}

/** The run has ended: a worker replays it for this, and may be killed while it does. */
async function traceOf(handle: WorkflowHandle): Promise<Trace> {
  for (let left = QUERIES - 1; ; left -= 1) {
    try {
      return await handle.query<Trace>('trace');
    } catch (error) {
      if (left === 0 || !(error instanceof ServiceError)) throw error;
      await sleep(1000);
    }
  }
}

async function endOf(
  handle: WorkflowHandle,
): Promise<Pick<Execution, 'status' | 'output' | 'error' | 'cause'>> {
  try {
    return { status: 'SUCCEEDED', output: (await handle.result()) as JsonValue };
  } catch (failed) {
    const failure = failed instanceof WorkflowFailedError ? failed.cause : undefined;
    if (!(failure instanceof ApplicationFailure)) throw failed;
    const { status, error = null, cause = null } = (failure.details?.[0] ?? {}) as PipelineFailureDetails;
    if (status === undefined) throw failed;
    return { status, error, cause };
  }
}

/** The calls as the functions saw them, with what only the run knows of each. */
function taskInputs(calls: readonly ScriptedCall[], tasks: readonly TracedTask[]): TaskInput[] {
  return calls.map((call) => {
    const { state, timeoutMs, heartbeatMs } = tasks.find(({ path }) => path === call.path) ?? { state: '' };
    return {
      ...call,
      state,
      try: 1,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(heartbeatMs !== undefined && { heartbeatMs }),
    };
  });
}

import { sleep, workflowInfo } from '@temporalio/workflow';
import type { ChainStep, RunChainRequest } from '../activities/express/wire';
import { durationMs } from '../retry';
import { type CallPlan, planCall } from './call-plan';
import { beginsLocally, type ChainActivity, runLocally, runRemotely } from './chain-activity';
import { checkInput, checkOutput } from './check-values';
import type { FunctionDefinition } from './define-function';
import { fitsIntoPayload } from './event-size';
import type { CallOptions } from './function-options';
import { nextStepPath } from './step-path';
import { refusal } from './step-failure';

type Definition = FunctionDefinition<unknown, unknown>;

/**
 * Functions one after the other inside one activity.
 * @throws TypeError for what cannot be had there: at-most-once delivery, and schemas between two functions
 */
export function expressChain(
  definitions: readonly Definition[],
  options: CallOptions,
): (input: unknown) => Promise<unknown> {
  const plans = definitions.map((definition) => planOf(definition, options));
  checkSchemas(definitions, plans);
  const [first, last] = [definitions[0], definitions.at(-1)];
  const [firstPlan, lastPlan] = [plans[0], plans.at(-1)];
  if (first === undefined || last === undefined || firstPlan === undefined || lastPlan === undefined)
    throw new TypeError('chain: give at least one function.');
  const summary =
    firstPlan.summary ??
    plans
      .map(({ name }) => name)
      .join(' > ')
      .slice(0, 100);
  const { taskQueue } = options;
  const isLocal = definitions.every(({ mode }) => mode === 'local');
  return async (input) => {
    const event = first.input === undefined ? input : checkInput(firstPlan.name, first.input, input);
    const steps = plans.map(stepOf);
    const { path = '' } = steps[0] ?? {};
    const output = await runSteps({ v: 1, steps, event }, { path, summary, taskQueue, isLocal });
    return last.output === undefined ? output : checkOutput(lastPlan.name, last.output, { v: 1, output });
  };
}

interface Planned extends CallPlan {
  readonly limitMs?: number;
}

function planOf(definition: Definition, options: CallOptions): Planned {
  const { name, urn = '', input: _input, output: _output, mode: _mode, ...own } = definition;
  const fn = name ?? urn;
  const all = { ...own, ...options };
  const { scheduleToCloseTimeout: limit } = all;
  const plan = planCall(`chain: ${fn}`, fn, all);
  if (all.delivery === 'at-most-once')
    throw new TypeError(
      `chain: ${plan.name}: delivery "at-most-once" cannot hold in mode "express", where a crash of the worker repeats calls. Leave mode out (each function is a standard step then), or take delivery "at-least-once" if the function may run twice.`,
    );
  if (own.taskQueue !== undefined && own.taskQueue !== options.taskQueue)
    throw new TypeError(
      `chain: ${plan.name}: taskQueue ${JSON.stringify(own.taskQueue)} cannot be served in mode "express", where one worker makes all calls. Give the taskQueue to the chain.`,
    );
  return {
    ...plan,
    ...(limit !== undefined && { limitMs: durationMs(limit, 'scheduleToCloseTimeout') }),
  };
}

/** Schemas are workflow code, and between two functions of the chain there is none. */
function checkSchemas(definitions: readonly Definition[], plans: readonly CallPlan[]): void {
  for (const [index, { input, output }] of definitions.entries()) {
    const field =
      input !== undefined && index > 0
        ? 'input'
        : output !== undefined && index < definitions.length - 1
          ? 'output'
          : undefined;
    if (field === undefined) continue;
    throw new TypeError(
      `chain: ${plans[index]?.name ?? ''}: its ${field} schema cannot be checked in mode "express", where one function's output goes to the next without coming back to the workflow. Leave the schema out (the first function's input and the last one's output may have theirs), or take mode "local".`,
    );
  }
}

function stepOf({ request, name, within, idempotencyField, limitMs }: Planned): ChainStep {
  const path = nextStepPath(name, within);
  const { v: _, delivery: _delivery, token: _token, ...rest } = request;
  return {
    ...rest,
    path,
    ...(idempotencyField !== undefined && {
      key: [idempotencyField, `${workflowInfo().originalExecutionRunId}/${path}`],
    }),
    ...(limitMs !== undefined && { limitMs }),
  };
}

async function runSteps(request: RunChainRequest, activity: ChainActivity): Promise<unknown> {
  const { summary, path } = activity;
  if (!fitsIntoPayload(request))
    throw refusal(
      'PayloadTooLarge',
      'EVENT_TOO_LARGE',
      `${summary}: the event is over the 2 MiB that Temporal takes. Put the data into object storage (OBS) and pass its address.`,
    );
  let next = request;
  let reply = beginsLocally(activity) ? await runLocally(request, activity) : undefined;
  for (let round = 1; ; round++) {
    reply ??= await runRemotely(next, activity, round === 1 ? path : `${path}~${round}`);
    if ('done' in reply) return reply.done.output;
    const { checkpoint, waitMs = 0 } = reply;
    if (waitMs > 0) await sleep(waitMs, { summary });
    const { event: _, ...rest } = request;
    next = { ...rest, checkpoint };
    reply = undefined;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { failureOf, type FailedReply, type JsonValue, type Reply } from '../../../asl';
import { functionNameIn } from '../../../asl/resources';
import { FunctionGraphError } from '../../../functiongraph';
import type { FunctionInvoker, Invocation, InvokeOptions } from '../../../functiongraph/invocation';

/** One try of a function, as the function saw it. */
export interface ScriptedCall {
  /** Of the activity, which is the path of the task. */
  readonly path: string;
  readonly function: string;
  readonly input: JsonValue;
}

/** The functions of one run. */
export interface Functions {
  /** Settles never where the function hangs. */
  answer(call: ScriptedCall): Promise<Reply>;
}

/** The functions of all runs that are under way: each run has its own. */
export class ScriptedInvoker implements FunctionInvoker {
  readonly #functions = new Map<string, Functions>();

  enter(workflowId: string, functions: Functions): void {
    this.#functions.set(workflowId, functions);
  }

  leave(workflowId: string): void {
    this.#functions.delete(workflowId);
  }

  async invoke(fn: string, event: unknown, { timeoutMs, signal }: InvokeOptions = {}): Promise<Invocation> {
    const { workflowExecution, activityId } = Context.current().info;
    const functions = this.#functions.get(workflowExecution?.workflowId ?? '');
    // Its run has ended: nobody waits.
    if (functions === undefined) throw timedOut(0);
    const call = { path: activityId, function: functionNameIn(fn), input: event as JsonValue };
    const reply = await within(functions.answer(call), timeoutMs, signal);
    if (reply.output === undefined) throw failureOfReply(fn, reply);
    return { output: reply.output };
  }
}

/** As the real client: its time is up, or the caller wants no answer any more. */
async function within(answer: Promise<Reply>, timeoutMs = 90_000, signal?: AbortSignal): Promise<Reply> {
  const answered = new AbortController();
  const ends = AbortSignal.any([answered.signal, ...(signal ? [signal] : [])]);
  const tooLate = sleep(timeoutMs, undefined, { signal: ends, ref: false }).then(
    () => {
      throw timedOut(timeoutMs);
    },
    () => {
      throw signal?.reason instanceof Error ? signal.reason : timedOut(timeoutMs);
    },
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    answered.abort();
    tooLate.catch(() => undefined);
  }
}

function failureOfReply(fn: string, reply: FailedReply): FunctionGraphError {
  const { names, executed, transient } = failureOf(reply);
  return new FunctionGraphError(`${fn} failed as its script says`, {
    code: reply.error ?? 'States.TaskFailed',
    names,
    executed,
    transient,
    ...(reply.cause != null && { causeText: reply.cause }),
  });
}

function timedOut(timeoutMs: number): FunctionGraphError {
  return new FunctionGraphError(`no answer within ${timeoutMs} ms`, {
    code: 'FunctionGraph.Timeout',
    names: ['FunctionGraph.Timeout', 'FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
    executed: 'maybe',
    transient: true,
  });
}

import { decide } from '../../retry';
import type { Recovery } from '../compile/plan';
import { leave } from './leave';
import { errorOutput, isTerminal, namesOfProblem } from './problem';
import type { Run, Visit } from './run';
import { effectiveRules } from './task-rules';
import { tallyOf, tellWatcher } from './tell-watcher';
import { toProblem } from './to-problem';
import type { Problem } from './turn';

/** What a failed call says beside its names; for the engine's own retry loop. */
export interface FailureFacts {
  readonly executed?: 'no' | 'yes' | 'maybe';
  readonly transient?: boolean;
  readonly retryAfterMs?: number;
  /** Whoever performed the task has applied its rules already. */
  readonly final?: boolean;
}

/** Runs a part of a state; a problem that its fields meet fails the state. */
export function guard(run: Run, visit: Visit, part: () => void, facts?: FailureFacts): void {
  try {
    part();
  } catch (error) {
    failState(run, visit, met(run, visit, error), facts);
  }
}

/** The problem that a field met; that of an expression is told apart from what becomes of the state. */
function met(run: Run, { at }: Visit, error: unknown): Problem {
  const { location, ...problem } = toProblem(error, at);
  if (problem.error === 'States.QueryEvaluationError') {
    const { path, state } = at;
    run.context.observe?.({
      type: 'evaluation-failed',
      path,
      state,
      error: problem.error,
      cause: problem.cause,
      ...(location !== undefined && { location }),
    });
  }
  return problem;
}

/** A state failed: retry it, catch it, or fail what it stands in. */
export function failState(run: Run, visit: Visit, problem: Problem, facts: FailureFacts = {}): void {
  const { thread, at, plan } = visit;
  run.context.observe?.({ type: 'failed', path: at.path, state: at.state, problem });
  run.settle(thread);
  run.cancelChildren(thread);
  if (at.map !== undefined) at.tally = tallyOf(at.map);
  at.map = undefined;
  at.parallel = undefined;
  at.stage = undefined;
  const recovery = 'retry' in plan ? plan : undefined;
  const isFinal = facts.final === true || at.cancelled === true;
  if (recovery !== undefined && !isFinal && retries(run, visit, recovery, problem, facts)) return;
  const caught = recovery === undefined || isTerminal(problem) ? -1 : catcherOf(recovery, problem);
  const catcher = recovery?.catch[caught];
  if (catcher === undefined) {
    failThread(run, visit, problem);
    return;
  }
  run.caught(thread);
  const scope = { ...run.scope(visit), errorOutput: errorOutput(problem) };
  try {
    leave(run, visit, { data: catcher.data, scope, next: catcher.next, by: `Catch[${caught}]`, problem });
  } catch (error) {
    const inCatch = met(run, visit, error);
    run.context.observe?.({ type: 'failed', path: at.path, state: at.state, problem: inCatch });
    failThread(run, visit, inCatch);
  }
}

function retries(
  run: Run,
  visit: Visit,
  { retry }: Recovery,
  problem: Problem,
  facts: FailureFacts,
): boolean {
  const { at, plan } = visit;
  const { executed = 'yes', transient = false, retryAfterMs } = facts;
  const names = namesOfProblem(problem);
  const failure = { names, executed, transient, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const rules = plan.type === 'Task' ? effectiveRules(retry, failure) : retry;
  if (rules.length === 0) return false;
  const decision = decide(rules, at.counts ?? [], failure, {
    delivery: (plan.type === 'Task' ? plan.settings?.delivery : undefined) ?? 'at-least-once',
    random: () => run.context.random(),
    remainingMs: Infinity,
  });
  if ('giveUp' in decision) return false;
  at.counts = decision.counts;
  at.tries++;
  at.tally = undefined;
  tellWatcher(run, visit, 'retried', problem);
  if (decision.delayMs === 0) {
    run.makeReady(visit.thread);
    return true;
  }
  at.stage = 'retry';
  run.command(visit, { type: 'wait', why: 'retry', untilMs: run.context.nowMs + decision.delayMs });
  return true;
}

function catcherOf({ catch: catchers }: Recovery, problem: Problem): number {
  const names = namesOfProblem(problem);
  return catchers.findIndex(({ errors }) =>
    errors.some((name) => name === 'States.ALL' || names.includes(name)),
  );
}

function failThread(run: Run, visit: Visit, problem: Problem): void {
  const { thread } = visit;
  tellWatcher(run, visit, 'failed', problem);
  if (run.endThread(thread, { problem })) return;
  const { error, cause } = problem;
  run.end({
    status: 'FAILED',
    ...(error != null && error !== '' && { error }),
    ...(cause != null && cause !== '' && { cause }),
    names: namesOfProblem(problem),
  });
}

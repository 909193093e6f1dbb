import type { Context } from '@temporalio/activity';
import { logSuccess } from './log';
import { recordTry } from './metrics';
import type { TryOutcome } from './one-try';
import { outputProblem } from './output-size';
import type { PlannedCall } from './planned-call';
import type { EndTurn } from './protection/protection';

export interface TryFacts {
  readonly context: Context;
  readonly call: PlannedCall;
  /** Tries before this one. */
  readonly tries: number;
  readonly maxOutputBytes: number;
  readonly endTurn: EndTurn;
}

/** One try whose turn has come: its permit is given back, its output checked, its duration and outcome recorded. */
export async function recordedTry(
  { context, call, tries, maxOutputBytes, endTurn }: TryFacts,
  send: () => Promise<TryOutcome>,
): Promise<TryOutcome> {
  const startedMs = performance.now();
  const answer = await send();
  endTurn('failure' in answer ? answer.failure : undefined);
  const outcome = checked(answer, maxOutputBytes);
  const durationMs = Math.round(performance.now() - startedMs);
  recordTry(context.metricMeter, call.label, durationMs, outcome);
  if ('invocation' in outcome)
    logSuccess(context.log, call.label, outcome.invocation, { tries: tries + 1, durationMs });
  return outcome;
}

function checked(outcome: TryOutcome, maxOutputBytes: number): TryOutcome {
  const problem = 'invocation' in outcome ? outputProblem(outcome.invocation, maxOutputBytes) : undefined;
  return problem === undefined ? outcome : { failure: problem, cut: false };
}

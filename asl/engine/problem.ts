import { CANCELLED } from '../../retry';
import type { Problem } from './turn';

/**
 * What went wrong in a state, in the language's terms: https://states-language.net/#errors. Thrown inside the engine
 * only; what leaves it is a {@link Problem}.
 */
export class StateProblem extends Error {
  override readonly name = 'StateProblem';

  constructor(
    readonly error: string,
    message: string,
    /** The field of the state, as in `Output/total`. */
    readonly location?: string,
    /** The text stands alone: no words before it that say in which state. */
    readonly bare = false,
  ) {
    super(message);
  }
}

/** The engine was given what it cannot work with: a foreign snapshot, an event of another run. A bug of its caller. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export const runtimeProblem = (message: string, location?: string) =>
  new StateProblem('States.Runtime', message, location);

export const queryProblem = (message: string, location?: string) =>
  new StateProblem('States.QueryEvaluationError', message, location);

/** The run was cancelled: a Catch may see it, no retrier takes it. */
export const CANCELLED_PROBLEM: Required<Problem> = {
  error: CANCELLED,
  cause: 'The run was cancelled.',
  names: [CANCELLED, 'States.ALL'],
};

/** The names that rules match on, where the reporter gave only one. */
export function namesOf(error: string | null | undefined): readonly string[] {
  if (error == null || error === '') return ['States.TaskFailed', 'States.ALL'];
  // Recorded: an expired heartbeat shows as States.Timeout; its own name may stand in rules.
  if (error === 'States.Timeout' || error === 'States.HeartbeatTimeout')
    return [error, ...TIMEOUTS.filter((name) => name !== error), 'States.ALL'];
  if (error === 'States.Runtime') return [error];
  return error === 'States.TaskFailed' ? [error, 'States.ALL'] : [error, 'States.TaskFailed', 'States.ALL'];
}

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];

/** What a failed effect reports. */
export function problemOf({ error, cause, names }: Problem): Problem {
  return {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(names !== undefined && { names }),
  };
}

export function namesOfProblem({ names, error }: Problem): readonly string[] {
  return names ?? namesOf(error);
}

/** States.Runtime is never retried or caught, not even by its name. */
export function isTerminal(problem: Problem): boolean {
  return namesOfProblem(problem).includes('States.Runtime');
}

/** What a Catch sees. */
export function errorOutput({ error, cause }: Problem): {
  readonly Error: string | null;
  readonly Cause: string | null;
} {
  return { Error: error ?? null, Cause: cause ?? null };
}

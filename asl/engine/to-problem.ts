import { StateProblem } from './problem';
import type { Position } from './snapshot';
import type { Problem } from './turn';

/** Errors of the expressions, by their name: what the language calls them. */
const NAMES: Readonly<Record<string, string>> = {
  PathMissError: 'States.Runtime',
  PathLimitError: 'States.Runtime',
  RegexLimitError: 'States.Runtime',
  IntrinsicError: 'States.IntrinsicFailure',
  ItemBatcherError: 'States.Runtime',
  ResultPathMatchError: 'States.ResultPathMatchFailure',
  // Data within an expression that are too deep for the call stack, or too large for a text.
  RangeError: 'States.Runtime',
};

export interface FoundProblem extends Problem {
  readonly error: string;
  readonly cause: string;
  readonly location?: string;
}

/** What an error thrown by a state's field means to the state. Rethrows what is no problem of the definition's. */
export function toProblem(error: unknown, at: Position): FoundProblem {
  if (error instanceof StateProblem) {
    const cause = error.bare ? error.message : `${preamble(at)} ${error.message}`;
    return {
      error: error.error,
      cause,
      ...(error.location !== undefined && { location: error.location }),
    };
  }
  const name = error instanceof Error && Object.hasOwn(NAMES, error.name) ? NAMES[error.name] : undefined;
  if (name === undefined) throw error;
  return { error: name, cause: `${preamble(at)} ${(error as Error).message}` };
}

/** In the service's words; its events are numbered, and an entered state has every second number at most. */
const preamble = ({ state, entry }: Position) =>
  `An error occurred while executing the state '${state}' (entered at the event id #${entry * 2}).`;

import type { Executed } from '../function-graph-error';
import type { FailureGroup } from './failure-groups';

export interface NamedFailure {
  readonly code: string;
  readonly group: FailureGroup;
  readonly executed: Executed;
  /** What the function called its own error. */
  readonly errorType?: string;
  /** The platform's or our own time ran out. */
  readonly timedOut?: boolean;
}

const RESERVED = /^(?:States\.|FunctionGraph\.|FSS\.|APIG|HTTP\.|\d+$)/;

/**
 * What retry and catch rules match on, most specific first: the function's own error type, the code (for a kernel number
 * also `FSS.<n>`, for the dedicated gateway's `APIG.<n>` also `APIGW.<n>`), the group, `FunctionGraph.OutcomeUnknown`
 * wherever nobody knows whether the function ran, `States.Timeout` or `States.TaskFailed`, and `States.ALL`.
 */
export function failureNames(failure: NamedFailure): readonly string[] {
  const names = new Set<string>();
  if (failure.errorType) names.add(ownName(failure.errorType));
  names.add(failure.code);
  if (/^\d+$/.test(failure.code)) names.add(`FSS.${failure.code}`);
  if (failure.code.startsWith('APIG.')) names.add(`APIGW.${failure.code.slice(5)}`);
  names.add(failure.group);
  if (failure.executed === 'maybe') names.add('FunctionGraph.OutcomeUnknown');
  names.add(failure.timedOut ? 'States.Timeout' : 'States.TaskFailed');
  names.add('States.ALL');
  return [...names];
}

/** A function that names its error like one of the platform's must not be taken for the platform. */
function ownName(errorType: string): string {
  return RESERVED.test(errorType) ? `Function:${errorType}` : errorType;
}

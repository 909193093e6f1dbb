import type { Execution, TaskInput, Visit } from '../../../asl';
import type { ExpectedExecution, ExpectedTaskInput, ExpectedVisit } from './asl-case';
import { compare, type Complaint } from './complaint';
import { matches } from './match';
import { missingAndLeft } from './multiset';

/** In what a run was not as the case expects it; empty: it passed. */
export function judgeExecution(expected: ExpectedExecution, actual: Execution): Complaint[] {
  if (actual.status !== expected.status) {
    const { status, output, error, cause } = actual;
    return [{ about: 'status', expected: expected.status, got: { status, output, error, cause } }];
  }
  return [
    ...('output' in expected ? compare('output', expected.output, actual.output) : []),
    ...('error' in expected ? compare('error', expected.error, actual.error) : []),
    ...('cause' in expected && expected.causeKind !== 'service'
      ? compare('cause', expected.cause, actual.cause)
      : []),
    ...judgeVisited(expected, actual.visited),
    ...judgeTaskInputs(expected.taskInputs, actual.taskInputs),
    ...judgeTrace(expected, actual.visits),
    ...judgeEvaluationFailures(expected, actual),
    ...judgeElapsed(expected, actual.elapsedMs / 1000),
  ];
}

function judgeVisited(expected: ExpectedExecution, actual: readonly string[]): Complaint[] {
  if (!expected.visited) return [];
  const seen = actual.filter((state) => expected.unseenStates?.includes(state) !== true);
  return expected.visitedOrder === 'any'
    ? compare('visited, sorted', expected.visited.toSorted(), seen.toSorted())
    : compare('visited', expected.visited, seen);
}

function judgeTaskInputs(
  expected: readonly ExpectedTaskInput[] | undefined,
  actual: readonly TaskInput[],
): Complaint[] {
  if (!expected) return [];
  const given = actual.map(inSeconds);
  const { missing, left } = missingAndLeft(expected, given, (want, have) =>
    (['state', 'function', 'input', 'timeoutInSeconds', 'heartbeatInSeconds'] as const).every(
      (key) => want[key] == null || matches(want[key], have[key]),
    ),
  );
  return missing.length + left.length === 0 ? [] : [{ about: 'task inputs', expected: missing, got: left }];
}

function inSeconds(input: TaskInput): ExpectedTaskInput {
  return {
    state: input.state,
    function: input.function,
    input: input.input,
    ...(input.timeoutMs !== undefined && { timeoutInSeconds: input.timeoutMs / 1000 }),
    ...(input.heartbeatMs !== undefined && { heartbeatInSeconds: input.heartbeatMs / 1000 }),
  };
}

/** Each recorded visit must be among ours; of ours only those may be left that the recording could not see. */
function judgeTrace({ trace, unseenStates }: ExpectedExecution, actual: readonly Visit[]): Complaint[] {
  if (!trace) return [];
  const { missing, left } = missingAndLeft(trace, actual.map(traced), (want, have) => matches(want, have));
  const unexpected = left.filter(({ state }) => unseenStates?.includes(state) !== true);
  return missing.length + unexpected.length === 0
    ? []
    : [{ about: 'trace', expected: missing, got: unexpected.length > 0 ? unexpected : left }];
}

function traced({ state, input, output, assigned }: Visit): ExpectedVisit {
  return {
    state,
    input,
    ...(output !== undefined && { output }),
    ...(assigned !== undefined && { assigned }),
  };
}

function judgeEvaluationFailures({ evaluationFailures }: ExpectedExecution, actual: Execution): Complaint[] {
  if (!evaluationFailures) return [];
  const given = actual.evaluationFailures.map(({ error, location, state }) => ({
    error,
    ...(location !== undefined && { location }),
    state,
  }));
  return compare('evaluation failures', evaluationFailures, given);
}

function judgeElapsed({ elapsedSeconds }: ExpectedExecution, seconds: number): Complaint[] {
  if (!elapsedSeconds || (seconds >= elapsedSeconds.min && seconds <= elapsedSeconds.max)) return [];
  return [{ about: 'elapsed seconds', expected: elapsedSeconds, got: seconds }];
}

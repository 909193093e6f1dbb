import { compileRecovery } from '../../compile/compile-recovery';
import { errorOutput, namesOfProblem } from '../../engine/problem';
import type { JsonObject } from '../../language/json';
import { definitionOf } from '../../drive/definition-of';
import { checkContext } from './check-context';
import { checkDefinition, checkReadable } from './check-definition';
import { checkMock } from './check-mock';
import { oneStateMachine, realTarget } from './one-state-machine';
import type { TestStateOptions, TestStateResult } from './options';
import { retryVerdict, type RetryVerdict } from './retry-verdict';
import { runState, type StateRun } from './run-state';
import { stepsShown } from './shown-steps';
import { machineAround, selectState, type SelectedState } from './select-state';

/**
 * Runs one state alone, as the TestState API does, without a server: a Task, Map or Parallel comes to what its mock says.
 * Waiting takes no time.
 *
 * @example
 * testState({ definition, stateName: 'Charge', input: { amount: 3 }, mock: { output: { id: 7 } } }).output
 * @throws {TestStateRejectedError} for what the API refuses: a wrong definition, mock or context object
 */
export function testState(options: TestStateOptions): TestStateResult {
  if (typeof options.definition === 'string') checkReadable(options.definition);
  const machine = machineAround(definitionOf(options.definition), options.stateName);
  checkDefinition(machine);
  const selected = selectState(machine, options.stateName);
  checkMock(selected.state, options.mock, options.stateConfiguration ?? {});
  if (options.context) checkContext(options.context, selected.state);
  const run = runState(oneStateMachine(selected), options);
  const verdict = retriersSay(selected, run, options);
  const inspected = options.inspectionLevel === 'DEBUG' || options.inspectionLevel === 'TRACE';
  return {
    ...outcome(run, verdict),
    ...(inspected && { inspection: inspect(selected, run, verdict, options) }),
  };
}

function retriersSay(
  { state, language }: SelectedState,
  { problem }: StateRun,
  { stateConfiguration }: TestStateOptions,
): RetryVerdict | undefined {
  if (!problem || !('Retry' in state) || state.Retry === undefined) return undefined;
  const { retry } = compileRecovery({ Retry: state.Retry }, language);
  return retryVerdict(retry, namesOfProblem(problem), stateConfiguration?.retrierRetryCount ?? 0);
}

function outcome({ problem, exited }: StateRun, verdict: RetryVerdict | undefined): TestStateResult {
  const failure = problem && failureOf(problem);
  if (failure && verdict?.retriable === true) return { status: 'RETRIABLE', ...failure };
  if (!exited) return { status: 'FAILED', ...failure };
  return {
    status: failure ? 'CAUGHT_ERROR' : 'SUCCEEDED',
    ...failure,
    output: exited.output,
    ...(exited.next !== undefined && { nextState: realTarget(exited.next) }),
  };
}

function failureOf(problem: NonNullable<StateRun['problem']>): Pick<TestStateResult, 'error' | 'cause'> {
  const { Error: error, Cause: cause } = errorOutput(problem);
  return { ...(error !== null && { error }), ...(cause !== null && { cause }) };
}

function inspect(
  { state, language }: SelectedState,
  { steps, exited, problem }: StateRun,
  verdict: RetryVerdict | undefined,
  { input = {}, variables = {} }: TestStateOptions,
): JsonObject {
  const catcher = problem && /^Catch\[(\d+)\]$/.exec(exited?.by ?? '');
  const errorDetails = {
    ...verdict?.details,
    ...(catcher && verdict?.retriable !== true && { catchIndex: Number(catcher[1]) }),
  };
  const known = { ...variables, ...exited?.assigned };
  return {
    input,
    ...stepsShown(steps, state, language, problem !== undefined),
    ...(Object.keys(errorDetails).length > 0 && { errorDetails }),
    ...(Object.keys(known).length > 0 && { variables: known }),
  };
}

import type { MapState, State } from '../../language/definition';
import type { JsonValue } from '../../language/json';
import { type Mock, refuse, type StateConfiguration, TestStateRejectedError } from './options';

/** @throws TestStateRejectedError for a mock that the state cannot have, or lacks */
export function checkMock(state: State, mock: Mock | undefined, configuration: StateConfiguration): void {
  if (mock === undefined) return checkNoMock(state);
  if (state.Type !== 'Task' && state.Type !== 'Map' && state.Type !== 'Parallel') {
    throw refuse(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  if ((mock.output === undefined) === (mock.error === undefined)) {
    throw refuse('A mock must have either an output or an error.');
  }
  if (mock.output !== undefined) checkOutput(state, mock.output, configuration);
}

function checkNoMock(state: State): void {
  if (state.Type === 'Map' || state.Type === 'Parallel') {
    throw new TestStateRejectedError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (state.Type === 'Task') {
    throw refuse('A Task needs a mock here: give mock.output, or mock.error with Error and Cause.');
  }
}

function checkOutput(state: State, output: JsonValue, configuration: StateConfiguration): void {
  if (state.Type === 'Parallel') {
    if (!Array.isArray(output)) throw refuse('Mocked result must be an array.');
    if (output.length !== state.Branches.length) {
      throw refuse('Mocked result must contain the same number of items as number of Parallel branches.');
    }
  }
  if (state.Type === 'Map') checkMapOutput(state, output, configuration);
}

function checkMapOutput(state: MapState, output: JsonValue, configuration: StateConfiguration): void {
  if (state.ResultWriter?.Resource !== undefined) {
    if (typeof output !== 'object' || output === null || Array.isArray(output)) {
      throw refuse('Mocked result must be a JSON object.');
    }
    return;
  }
  if (!Array.isArray(output)) throw refuse('Mocked result must be an array.');
  if ((configuration.mapIterationFailureCount ?? 0) > output.length) {
    throw refuse('Map iteration failure count must be less than or equal to the number of Map iterations');
  }
}

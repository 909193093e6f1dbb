import { checkStateMachine } from '../../check';
import { TestStateRejectedError } from './options';

/** @throws TestStateRejectedError with the first error of the definition, as the API words it */
export function checkDefinition(machine: object): void {
  const problem = checkStateMachine(machine).find(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  throw new TestStateRejectedError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${problem.code}: ${problem.message} at ${problem.path}'`,
  );
}

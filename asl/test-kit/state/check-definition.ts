import { checkStateMachine } from '../../check';
import { isObject } from '../../language/values';
import { readDefinition } from '../../read';
import { TestStateRejectedError } from './options';

/**
 * @param machine a machine; or a text that cannot be read
 * @throws TestStateRejectedError with the first error of the definition, as the API words it
 */
export function checkDefinition(machine: string | object): void {
  const problem = checkStateMachine(machine).find(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  throw new TestStateRejectedError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${problem.code}: ${problem.message} at ${problem.path}'`,
  );
}

/** @throws TestStateRejectedError for a text that holds no object */
export function checkReadable(text: string): void {
  if (!isObject(readDefinition(text).value)) checkDefinition(text);
}

import type { StateMachine } from '../asl';
import { checkStateMachine, type CheckOptions } from '../asl/check';
import { readDefinition } from '../asl/read';
import { PipelineDefinitionError } from './pipeline-definition-error';

/**
 * The definition as an object, once it was found free of errors.
 * @throws PipelineDefinitionError with every error and its place
 */
export function checkedDefinition(definition: StateMachine | string, options: CheckOptions): StateMachine {
  const diagnostics = checkStateMachine(definition, options);
  if (diagnostics.some(({ severity }) => severity === 'error'))
    throw new PipelineDefinitionError(diagnostics);
  if (typeof definition !== 'string') return definition;
  const { format } = options;
  return readDefinition(definition, { ...(format !== undefined && { format }) })
    .value as unknown as StateMachine;
}

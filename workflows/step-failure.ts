import { ApplicationFailure } from '@temporalio/common';
import type { FailureDetails } from '../activities/wire';

/** A final failure of a step that workflow code finds itself, in the form that the activity's failures have. */
export function stepFailure(
  group: 'InvalidRequest' | 'MalformedResponse' | 'PayloadTooLarge',
  message: string,
  details: Omit<FailureDetails, 'names' | 'transient'>,
): ApplicationFailure {
  const type = `FunctionGraph.${group}`;
  const names = [type, 'States.TaskFailed', 'States.ALL'];
  return ApplicationFailure.nonRetryable(message, type, {
    ...details,
    transient: false,
    names,
  } satisfies FailureDetails);
}

/** The failure of a step that was refused before anything was sent. */
export function refusal(
  group: 'InvalidRequest' | 'PayloadTooLarge',
  code: string,
  message: string,
): ApplicationFailure {
  return stepFailure(group, message, { code, executed: 'no', tries: 0 });
}

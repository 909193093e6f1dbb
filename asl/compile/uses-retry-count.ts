import type { JsonValue } from '../language/json';
import type { TaskState } from '../language/definition';
import { mayRead } from './context-use';

/** Whether what a Task is given, or its time limits, can depend on `State.RetryCount`, which changes with each try. */
export function usesRetryCount(state: TaskState): boolean {
  const { InputPath, Parameters, Arguments, TimeoutSeconds, HeartbeatSeconds } = state;
  const { TimeoutSecondsPath, HeartbeatSecondsPath } = state;
  const fields: readonly (JsonValue | undefined)[] = [
    InputPath,
    Parameters,
    Arguments,
    TimeoutSeconds,
    HeartbeatSeconds,
    TimeoutSecondsPath,
    HeartbeatSecondsPath,
  ];
  return fields.some((field) => mayRead(field, 'State', 'RetryCount'));
}

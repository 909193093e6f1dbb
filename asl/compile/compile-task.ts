import type { FunctionGraphSettings, TaskState } from '../language/definition';
import { parseTaskResource, waitsForTaskToken } from '../resources';
import type { DataFlow } from './data-flow';
import { merge } from './settings';
import { CompileError } from './compile-error';
import { compileNumber } from './numbers';
import type { TaskPlan } from './plan';
import { usesRetryCount } from './uses-retry-count';

type Own = Pick<TaskPlan, 'resource' | 'callback' | 'timeoutMs' | 'heartbeatMs' | 'ownLoop' | 'settings'>;

/** What a Task has of its own: https://states-language.net/#task-state. */
export function compileTask(
  state: TaskState,
  data: DataFlow,
  inherited: FunctionGraphSettings | undefined,
  pointer: string,
): Own {
  const resource = parseTaskResource(state.Resource);
  if ('problem' in resource)
    throw new CompileError(`${pointer}/Resource: ${resource.problem}. ${resource.hint}`);
  const callback = waitsForTaskToken(state.Resource);
  const settings = merge(inherited, state.FunctionGraph);
  const timeoutMs = compileSeconds('TimeoutSeconds', state, data);
  const heartbeatMs = compileSeconds('HeartbeatSeconds', state, data);
  return {
    resource,
    callback,
    ownLoop: callback || resource.kind !== 'function' || usesRetryCount(state),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(heartbeatMs !== undefined && { heartbeatMs }),
    ...(settings !== undefined && { settings }),
  };
}

function compileSeconds(
  name: 'TimeoutSeconds' | 'HeartbeatSeconds',
  state: TaskState,
  data: DataFlow,
): Own['timeoutMs'] {
  const check = (value: number) => (value <= 0 ? `${name} must be positive: ${value}` : undefined);
  const seconds = compileNumber({ name, kind: 'integer', check }, state[name], state[`${name}Path`], data);
  return seconds && ((scope) => seconds(scope) * 1000);
}

import type { JsonObject, JsonValue } from '../../language/json';
import { resourceRow } from '../../resources';
import { runtimeProblem } from '../problem';
import type { InvokeCommand, TaskResource } from '../turn';

/** What a task calls and with what: where the resource names no target, its arguments do. */
export function taskCall(
  resource: TaskResource,
  args: JsonValue,
): Pick<InvokeCommand, 'resource' | 'input' | 'options'> {
  const row = resourceRow(resource.text);
  if (row?.targetArgument === undefined || resource.target !== '') return { resource, input: args };
  const { targetArgument, inputArgument = '' } = row;
  const given: JsonObject = isObject(args) ? args : {};
  const { [targetArgument]: target, [inputArgument]: input = null, ...options } = given;
  if (typeof target !== 'string' || target === '')
    throw runtimeProblem(
      `The arguments of '${row.name}' must name what to call: ${targetArgument} is ${JSON.stringify(target) ?? 'missing'}.`,
    );
  return { resource: { ...resource, target }, input, ...(Object.keys(options).length > 0 && { options }) };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

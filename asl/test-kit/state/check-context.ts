import type { State } from '../../language/definition';
import type { JsonObject, JsonValue } from '../../language/json';
import { isObject } from '../../language/values';
import { refuse } from './options';

/** What a mocked context object may hold: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

/** @throws TestStateRejectedError for a field that a mocked context object cannot have */
export function checkContext(context: JsonObject, state: State): void {
  if (!isObject(context)) throw refuseContext('It must be a JSON object');
  for (const [field, value] of Object.entries(context)) {
    if (field === 'Map') throw refuseContext("'Map' field is not supported when mocking a Context object");
    const known = FIELDS[field];
    const stranger = known === undefined ? field : keysOf(value).find((key) => !known.includes(key));
    if (stranger !== undefined) throw refuseContext(`Field '${stranger}' is not allowed`);
    if (!isObject(value)) throw refuseContext(`Field '${field}' must be a JSON object`);
  }
  if ('Task' in context && !hasToken(state)) {
    throw refuseContext(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
}

function hasToken(state: State): boolean {
  return state.Type === 'Task' && /\.(sync(:\d+)?|waitForTaskToken)$/.test(state.Resource);
}

function keysOf(value: JsonValue): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function refuseContext(problem: string) {
  return refuse(`Invalid Context object provided: ${problem}`);
}

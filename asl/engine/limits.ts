import type { JsonObject, JsonValue } from '../language/json';
import { payloadExcess } from './payload-size';
import { StateProblem } from './problem';
import type { Run } from './run';
import type { Problem } from './turn';

/** The service's quotas: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html. */
const DEFAULT_MAX_PAYLOAD_BYTES = 262_144;
const MAX_VARIABLES_BYTES = 10 * 1024 * 1024;

const ERROR = 'States.DataLimitExceeded';

/**
 * A result, or an output.
 * @param what the state, or the task's resource
 * @throws StateProblem States.DataLimitExceeded
 */
export function checkResult(run: Run, value: JsonValue, what: string): void {
  check(run, value, `The state/task '${what}' returned a result`);
}

/** What a task, a branch, an item, a reader or a writer is given. */
export function checkInput(run: Run, value: JsonValue, state: string): void {
  check(run, value, `The state '${state}' hands on an input`);
}

/** @param variables those that the state sees */
export function checkAssigned(run: Run, assigned: JsonObject, variables: JsonObject, state: string): void {
  check(run, assigned, `The state '${state}' assigns variables`);
  const count = Object.keys(variables).length + Object.keys(assigned).length;
  // Each was checked when it was assigned: a few cannot be too large together.
  if (count * maxBytes(run) <= MAX_VARIABLES_BYTES) return;
  const excess = payloadExcess({ ...variables, ...assigned }, MAX_VARIABLES_BYTES);
  if (excess !== undefined) throw limit(`The state '${state}' leaves variables, all together, ${excess}`);
}

/** Why the run cannot begin with this input. */
export function inputProblem(run: Run, input: JsonValue): Problem | undefined {
  const excess = payloadExcess(input, maxBytes(run));
  return excess === undefined ? undefined : { error: ERROR, cause: `The execution has an input ${excess}` };
}

function check(run: Run, value: JsonValue, subject: string): void {
  const excess = payloadExcess(value, maxBytes(run));
  if (excess !== undefined) throw limit(`${subject} ${excess}`);
}

/** In the service's words, where it has any. */
function limit(message: string): StateProblem {
  return new StateProblem(ERROR, message, undefined, true);
}

function maxBytes(run: Run): number {
  return run.snapshot.run.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES;
}

import type { CallbackOutcome } from '../../activities';

/** The service's limit on what a state holds, and a little for what stands around it. */
export const MAX_CALLBACK_BYTES = 256 * 1024 + 1024;

const FORMS = '{"output": …}, {"error": "NAME", "cause": "TEXT"} or {"heartbeat": true}';
const KEYS = ['output', 'error', 'cause', 'heartbeat'];
const RESERVED = /^(?:States\.|FunctionGraph\.|FSS\.|APIG|HTTP\.)/;
const MAX_ERROR_CHARACTERS = 256;
const MAX_CAUSE_CHARACTERS = 32_768;

/**
 * What a callback reports, checked: exactly one of an output, an error (with a cause) and a sign of life.
 * @throws Error that says what is wrong
 */
export function checkOutcome(given: unknown): CallbackOutcome {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error(`a callback is an object: ${FORMS}`);
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not known in a callback; give ${FORMS}`);
  const said = ['output', 'error', 'heartbeat'].filter((key) => Object.hasOwn(given, key));
  if (said.length !== 1) throw new Error(`a callback says one thing; give ${FORMS}`);
  const { output, error, cause, heartbeat } = given as Record<string, unknown>;
  if (cause !== undefined && said[0] !== 'error') throw new Error('a cause stands beside an error only');
  if (said[0] === 'output') return { output: output as never };
  if (said[0] === 'heartbeat') {
    if (heartbeat !== true) throw new Error('"heartbeat" can only be true');
    return { heartbeat: true };
  }
  return { error: checkError(error), ...(cause !== undefined && { cause: checkCause(cause) }) };
}

function checkError(error: unknown): string | null {
  if (error === null) return null;
  if (typeof error !== 'string' || error.length > MAX_ERROR_CHARACTERS)
    throw new Error(
      `"error" must be the name of an error, of at most ${MAX_ERROR_CHARACTERS} characters, or null`,
    );
  if (RESERVED.test(error))
    throw new Error(
      `"error" is ${JSON.stringify(error)}, which looks like the platform's own; give it a name of yours`,
    );
  return error;
}

function checkCause(cause: unknown): string | null {
  if (cause === null || (typeof cause === 'string' && cause.length <= MAX_CAUSE_CHARACTERS)) return cause;
  throw new Error(`"cause" must be a text of at most ${MAX_CAUSE_CHARACTERS} characters, or null`);
}

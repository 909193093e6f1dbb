import type { FunctionGraphErrorFields } from '../functiongraph/function-graph-error';
import { CANCELLED_CALL_NAMES, LOST_CALL_NAMES } from '../retry';

/** A failed call: a `FunctionGraphError`, or the same fields for what no client saw. */
export interface CallFailure extends FunctionGraphErrorFields {
  readonly message: string;
}

/** An error without an outcome is a fault of the client or of the code around it: nobody knows whether the function ran. */
export function asCallFailure(error: unknown): CallFailure {
  if (isCallFailure(error)) return error;
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    code: typeof name === 'string' ? name : 'Error',
    executed: 'maybe',
    transient: false,
    names: ['FunctionGraph.OutcomeUnknown', 'States.TaskFailed', 'States.ALL'],
  };
}

/** A call of which nobody will hear again. Transient: the same call may well succeed. */
export function lostCall(message: string): CallFailure {
  return {
    message,
    code: 'FunctionGraph.OutcomeUnknown',
    executed: 'maybe',
    transient: true,
    names: LOST_CALL_NAMES,
  };
}

/** Only this counts towards the lock of a key: neither a missing permission (403) nor a call refused unsent. */
export function credentialsRefused({ names, httpStatus }: CallFailure): boolean {
  return httpStatus === 401 && names.includes('FunctionGraph.Unauthorized');
}

/** The credentials were refused, but the next call is sent with others. */
export function credentialsRenewed(failure: CallFailure): boolean {
  return failure.credentialsRenewed === true && failure.executed === 'no' && credentialsRefused(failure);
}

/** A call that is wrong as it is: nothing was sent, and nothing will be. */
export function refusedCall(code: string, message: string): CallFailure {
  return {
    message,
    code,
    executed: 'no',
    transient: false,
    names: ['FunctionGraph.InvalidRequest', 'States.TaskFailed', 'States.ALL'],
  };
}

/** A call that was not sent, since the step was cancelled before. */
export function cancelledCall(message: string): CallFailure {
  return {
    message,
    code: 'CANCELLED',
    executed: 'no',
    transient: false,
    names: CANCELLED_CALL_NAMES,
  };
}

/** A call that was not sent, to protect what workers share. */
export function postponedCall({ message, group = 'Throttled' }: PostponedCall): CallFailure {
  return {
    message,
    code: 'CallPostponed',
    executed: 'no',
    transient: true,
    names: [`FunctionGraph.${group}`, 'States.TaskFailed', 'States.ALL'],
  };
}

interface PostponedCall {
  readonly message: string;
  readonly group?: 'Throttled' | 'Unauthorized';
}

function isCallFailure(error: unknown): error is CallFailure {
  const { code, executed, names, message } = (error ?? {}) as Partial<Record<keyof CallFailure, unknown>>;
  return (
    typeof code === 'string' &&
    typeof message === 'string' &&
    typeof executed === 'string' &&
    Array.isArray(names)
  );
}

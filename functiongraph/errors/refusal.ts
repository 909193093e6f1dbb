import { FunctionGraphError } from '../function-graph-error';
import { failureNames } from './failure-names';
import type { OWN_FAILURES } from './own-failures';

type Refusal = 'refusedRequest' | 'refusedSize' | 'refusedCredentials';

/**
 * A call refused before anything was sent: the same call will be refused again. It has no code of the platform's, so the
 * group is its code and its first name, by which `retry/` knows it.
 */
export function refusal(
  group: (typeof OWN_FAILURES)[Refusal]['group'],
  message: string,
  options?: ErrorOptions,
): FunctionGraphError {
  const names = failureNames({ code: group, group, executed: 'no' });
  return new FunctionGraphError(message, { code: group, executed: 'no', transient: false, names }, options);
}

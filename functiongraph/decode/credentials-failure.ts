import { OWN_FAILURES } from '../errors/own-failures';
import { FunctionGraphError } from '../function-graph-error';
import type { Call } from './call';
import { failure } from './failure';

/** The provider of credentials failed, so that nothing was sent. */
export function credentialsFailure(call: Call, error: unknown): FunctionGraphError {
  // Whatever became of the request for credentials, the function did not run.
  if (error instanceof FunctionGraphError && error.executed === 'no') return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const verdict = OWN_FAILURES.noCredentials;
  return failure(call, { code: verdict.group, verdict, reason: `no credentials, ${cause.message}`, cause });
}

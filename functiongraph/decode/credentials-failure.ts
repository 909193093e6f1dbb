import { FunctionGraphError } from '../function-graph-error';
import type { Call } from './call';
import { failure } from './failure';

/** The provider of credentials failed, so that nothing was sent. */
export function credentialsFailure(call: Call, error: unknown): FunctionGraphError {
  if (error instanceof FunctionGraphError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const group = 'FunctionGraph.Unavailable';
  return failure(call, {
    code: group,
    verdict: {
      executed: 'no',
      transient: true,
      group,
      hint: 'Nothing was sent. See why the provider of credentials failed.',
    },
    reason: `no credentials, ${cause.message}`,
    cause,
  });
}

import type { EngineEvent, InvokeCommand } from '../engine/turn';

const CLIENT_TIMEOUT = 'FunctionGraph.Timeout';

/** A call whose own time was up, where that time is the task's TimeoutSeconds: the language has a name for it. */
export function asTaskTimeout<Failed extends Omit<Extract<EngineEvent, { readonly type: 'failed' }>, 'id'>>(
  { timeoutMs }: Pick<InvokeCommand, 'timeoutMs'>,
  failed: Failed,
): Failed {
  if (timeoutMs === undefined || failed.error !== CLIENT_TIMEOUT) return failed;
  const error = 'States.Timeout';
  const others = (failed.names ?? []).filter((name) => name !== error);
  return { ...failed, error, names: [error, ...others] };
}

import { proxyLocalActivities } from '@temporalio/workflow';
import type { TokenActivities } from '../../../activities/callbacks/wire';
import type { InvokeCommand, JsonValue } from '../../../asl/run';

/**
 * The input of a task, with the signed token in the place of ours. The worker has the key; unlike with a function, which
 * the worker itself calls, the signed token then stands in the history.
 */
export function withInput<T>(
  { input, token, path }: InvokeCommand,
  then: (input: JsonValue) => Promise<T>,
): Promise<T> {
  if (token === undefined) return then(input);
  const { signTaskToken } = proxyLocalActivities<TokenActivities>({
    startToCloseTimeout: '10s',
    summary: `${path}: token`,
  });
  return signTaskToken({ v: 1, what: path, token }).then(({ token: signed }) => {
    const text = JSON.stringify(input).replaceAll(token, signed);
    return then(JSON.parse(text.replaceAll(encodeURIComponent(token), signed)) as JsonValue);
  });
}

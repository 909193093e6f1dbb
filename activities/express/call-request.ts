import type { InvokeCommand } from '../../asl/run';
import { callRules, noPlaceForKey, tryTimeoutMs, withIdempotencyKey } from '../../asl/calls';
import { refusedCall, type CallFailure } from '../call-failure';
import { functionLabel } from '../function-label';
import type { InvokeRequest } from '../wire';
import type { ExpressRun } from './express-run';

/** The call that a task asks for: the request of a step of its own, or why there can be none. */
export function callRequest(
  { clock, keyPrefix }: ExpressRun,
  command: InvokeCommand,
): InvokeRequest | { readonly problem: CallFailure } {
  const { resource, input, path, settings = {}, token } = command;
  const { delivery, idempotencyField, memoryMb, logs } = settings;
  const label = functionLabel(resource.target);
  const what = unsuited(command);
  if (what !== undefined)
    return {
      problem: refusedCall(
        'EXPRESS_UNSUITED',
        `${path}: ${what} cannot be done in mode express, whose calls are all made inside one activity; use mode 'standard'.`,
      ),
    };
  const timeoutMs = tryTimeoutMs(command, clock);
  const event =
    idempotencyField === undefined
      ? input
      : withIdempotencyKey(input, idempotencyField, () => `${keyPrefix}/${path}`);
  if (event === undefined)
    return { problem: refusedCall('INVALID_INPUT', noPlaceForKey(label, idempotencyField ?? '')) };
  return {
    v: 1,
    fn: resource.target,
    event,
    ...callRules(command, clock),
    ...(delivery === 'at-most-once' && { delivery }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(memoryMb !== undefined && { memoryMb }),
    ...(logs === true && { logs }),
    ...(resource.async === true && { async: true }),
    ...(token !== undefined && { token }),
  };
}

function unsuited({ token, resource: { kind, text } }: InvokeCommand): string | undefined {
  if (token !== undefined) return `waiting for a callback (${text})`;
  return kind === 'function' ? undefined : text;
}

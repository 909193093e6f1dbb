import { DEFAULT_TIMEOUT_MS, effectiveRules, fromWireRules } from '../retry';
import type { Delivery, Failure, RetryRule } from '../retry';
import { effectiveRules as taskRules } from '../asl/engine/task-rules';
import { functionLabel } from './function-label';
import type { KnownFunction } from './function-settings';
import type { InvokeRequest } from './wire';

/** A request with everything decided: what the workflow asked for, then the worker's settings, then the defaults. */
export interface PlannedCall {
  readonly fn: string;
  readonly label: string;
  readonly event: unknown;
  /** The rules that decide about one failure. */
  readonly rulesFor: (failure: Failure) => readonly RetryRule[];
  readonly delivery: Delivery;
  readonly timeoutMs: number;
  readonly finishOnCancel: boolean;
  readonly memoryMb: number | undefined;
  readonly logs: boolean;
  /** Handed over: the platform runs the function later, and nobody waits for it here. */
  readonly async: boolean;
  /** The workflow knows that there is no second attempt, and schedules a new activity for an `InvokeLater`. */
  readonly takesLater: boolean;
}

export function planCall(
  request: InvokeRequest,
  known: KnownFunction | undefined,
  isLocal: boolean,
): PlannedCall {
  return {
    fn: known?.urn ?? request.fn,
    label: functionLabel(request.fn),
    event: request.event,
    rulesFor: rulesOf(request, known),
    delivery: request.delivery ?? known?.delivery ?? 'at-least-once',
    timeoutMs: request.timeoutMs ?? known?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    finishOnCancel: request.onCancel === 'finish',
    memoryMb: request.memoryMb,
    logs: request.logs === true,
    async: request.async === true,
    takesLater: isLocal || request.delivery === 'at-most-once',
  };
}

function rulesOf(
  { retry, defaults }: InvokeRequest,
  known: KnownFunction | undefined,
): (failure: Failure) => readonly RetryRule[] {
  if (defaults !== undefined) {
    const retriers = fromWireRules(retry ?? []);
    return defaults === 'none' ? () => retriers : (failure) => taskRules(retriers, failure);
  }
  const rules =
    retry === undefined ? (known?.rules ?? effectiveRules(undefined)) : effectiveRules(fromWireRules(retry));
  return () => rules;
}

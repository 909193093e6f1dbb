import type { Delivery } from './types';

/** Time for one try where nothing else is said. The gateway cuts a synchronous call after 90 s. */
export const DEFAULT_TIMEOUT_MS = 90_000;

/** How long an attempt may last beyond its first try, so that short waits and quick tries fit into the same attempt. */
const ATTEMPT_SLACK_MS = 15_000;

/** Also bounds how late a cancellation reaches a running call: the SDK sends a heartbeat every 80 % of it. */
const HEARTBEAT_TIMEOUT_MS = 10_000;

/** Temporal's options for the activity `invokeFunction`: all patience is in the retry rules, none in the retry policy. */
export interface ActivityPolicy {
  readonly startToCloseTimeout: number;
  readonly heartbeatTimeout: number;
  readonly retry: {
    readonly initialInterval: number;
    readonly backoffCoefficient: number;
    readonly maximumInterval: number;
    readonly maximumAttempts?: 1;
  };
}

/**
 * @param timeoutMs time for one try
 * `maximumInterval` stands above every wait, because the server caps `nextRetryDelay` with it; `backoffCoefficient` 1
 * keeps the retry after a lost worker at one second; with at-most-once no second attempt may exist.
 */
export function activityPolicy(
  delivery: Delivery = 'at-least-once',
  timeoutMs = DEFAULT_TIMEOUT_MS,
): ActivityPolicy {
  return {
    startToCloseTimeout: timeoutMs + ATTEMPT_SLACK_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    retry: {
      initialInterval: 1000,
      backoffCoefficient: 1,
      maximumInterval: 365 * 24 * 3_600_000,
      ...(delivery === 'at-most-once' && { maximumAttempts: 1 as const }),
    },
  };
}

import { DEFAULT_TIMEOUT_MS, durationMs, type Duration, type RetryRule, toWireRules } from '../../retry';
import type { WireRetryRule } from '../../retry/types';
import type { InvokeCommand } from '../engine/turn';
import type { EngineClock } from './engine-clock';

/** Time for one try in outer milliseconds, at most the 90 s of the gateway; `undefined`: the task says none. */
export function tryTimeoutMs(
  { settings = {}, timeoutMs }: InvokeCommand,
  clock: EngineClock,
): number | undefined {
  const limit =
    timeoutMs ??
    (settings.timeout === undefined ? undefined : durationMs(settings.timeout as Duration, 'timeout'));
  return limit === undefined ? undefined : Math.max(1, clock.real(Math.min(limit, DEFAULT_TIMEOUT_MS)));
}

/** A task's rules as they cross the wire. */
export interface CallRules {
  readonly retry: readonly WireRetryRule[];
  readonly defaults: 'unsent' | 'none';
}

/** Without `retry` the engine keeps the loop: one try, and no rule. */
export function callRules({ retry }: InvokeCommand, clock: EngineClock): CallRules {
  return { retry: wireRules(retry ?? [], clock), defaults: retry === undefined ? 'none' : 'unsent' };
}

/** The rules of a task are one list for all its calls. */
const wired = new WeakMap<readonly RetryRule[], readonly WireRetryRule[]>();

function wireRules(rules: readonly RetryRule[], clock: EngineClock): readonly WireRetryRule[] {
  if (clock.scale !== 1) return toWireRules(rules).map((rule) => scaled(rule, clock));
  const known = wired.get(rules);
  if (known !== undefined) return known;
  const made = toWireRules(rules);
  wired.set(rules, made);
  return made;
}

function scaled(rule: WireRetryRule, clock: EngineClock): WireRetryRule {
  return {
    ...rule,
    intervalMs: clock.real(rule.intervalMs ?? 1000),
    ...(rule.maxIntervalMs !== undefined && { maxIntervalMs: clock.real(rule.maxIntervalMs) }),
  };
}

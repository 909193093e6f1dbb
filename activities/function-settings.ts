import { checkRetryRules, DEFAULT_TIMEOUT_MS, effectiveRules } from '../retry';
import type { Delivery, RetryRule } from '../retry';

/** What a worker knows of a function by its name; what a request says itself comes first. */
export interface FunctionSettings {
  /** The function behind the name: a URN or a short form. Default: the name itself. */
  readonly urn?: string;
  /** Time for one try in milliseconds. Default and longest: 90,000, where the gateway cuts a call. */
  readonly timeoutMs?: number;
  /** Rules for failures, before the default rule. Default: the default rule alone; `[]`: no retries. */
  readonly retry?: readonly RetryRule[];
  /** Default `at-least-once`. `at-most-once` here also holds for workflows that do not ask for it. */
  readonly delivery?: Delivery;
}

/** Settings ready for use: checked once, so that a call only looks them up. */
export interface KnownFunction extends FunctionSettings {
  readonly rules: readonly RetryRule[];
}

/** Checks all settings at once; throws with every problem and its remedy. */
export function knownFunctions(
  functions: Readonly<Record<string, FunctionSettings>>,
): Map<string, KnownFunction> {
  const problems = Object.entries(functions).flatMap(([name, settings]) =>
    problemsOf(settings, `functions.${name}`),
  );
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
  return new Map(
    Object.entries(functions).map(([name, settings]) => [
      name,
      { ...settings, rules: effectiveRules(settings.retry) },
    ]),
  );
}

function problemsOf(settings: FunctionSettings, at: string): string[] {
  const { retry, timeoutMs, delivery } = settings;
  const problems = retry === undefined ? [] : checkRetryRules(retry, `${at}.retry`);
  if (timeoutMs !== undefined && !(timeoutMs >= 1 && timeoutMs <= DEFAULT_TIMEOUT_MS)) {
    problems.push(
      `${at}.timeoutMs: ${timeoutMs} must be a number of milliseconds from 1 to ${DEFAULT_TIMEOUT_MS}, where the gateway cuts a call`,
    );
  }
  if (delivery !== undefined && delivery !== 'at-least-once' && delivery !== 'at-most-once') {
    problems.push(`${at}.delivery: '${String(delivery)}' must be 'at-least-once' or 'at-most-once'`);
  }
  return problems;
}

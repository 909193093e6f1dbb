import { ApplicationFailure } from '@temporalio/common';
import { checkRetryRules, fromWireRules } from '../retry';
import type { InvokeRequest, WireRetryRule } from './wire';

/**
 * Refuses what this version of the worker does not understand. The failure is retryable: after a roll-out a newer
 * worker takes the task.
 */
export function checkRequest(request: unknown): InvokeRequest {
  const problem = problemOf(request);
  if (problem === undefined) return request as InvokeRequest;
  throw ApplicationFailure.create({
    message: `invokeFunction does not understand its request: ${problem}. A workflow of a newer version of temporal-functiongraph probably made it; upgrade this worker, or let a newer one take the task.`,
    type: 'UnknownWireVersion',
    nonRetryable: false,
    nextRetryDelay: 5000,
  });
}

function problemOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return 'it is not an object';
  const { v, fn, retry, defaults, delivery, timeoutMs, onCancel, resume, ...more } = request as Partial<
    Record<keyof InvokeRequest, unknown>
  >;
  if (v !== 1) return `its version is ${JSON.stringify(v) ?? 'missing'}, this worker knows version 1`;
  if (typeof fn !== 'string' || fn === '') return 'fn must name a function';
  if (delivery !== undefined && delivery !== 'at-most-once') return `delivery is ${JSON.stringify(delivery)}`;
  if (defaults !== undefined && defaults !== 'unsent' && defaults !== 'none')
    return `defaults is ${JSON.stringify(defaults)}`;
  if (onCancel !== undefined && onCancel !== 'finish') return `onCancel is ${JSON.stringify(onCancel)}`;
  if (timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs > 0))
    return 'timeoutMs must be positive';
  if (more.async !== undefined && more.async !== true) return `async is ${JSON.stringify(more.async)}`;
  if (more.token !== undefined && typeof more.token !== 'string') return 'token must be a text';
  const rulesProblem = retry === undefined ? undefined : problemOfRules(retry);
  if (rulesProblem !== undefined) return rulesProblem;
  if (resume !== undefined && !isResume(resume)) return 'resume must hold counts and tries';
  return undefined;
}

const RULE_KEYS: Record<keyof WireRetryRule, true> = {
  errors: true,
  maxAttempts: true,
  intervalMs: true,
  backoffRate: true,
  maxIntervalMs: true,
  jitter: true,
  onlyTransient: true,
};

/** A rule means something else where one of its fields is not understood, so it is not enough to leave that out. */
function problemOfRules(rules: unknown): string | undefined {
  if (!Array.isArray(rules) || !rules.every(isObject)) return 'retry must be a list of rules';
  if (rules.length === 0) return undefined;
  const unknown = rules.flatMap(Object.keys).find((key) => !Object.hasOwn(RULE_KEYS, key));
  if (unknown !== undefined) return `retry has rules with "${unknown}"`;
  return checkRetryRules(fromWireRules(rules as WireRetryRule[]))[0];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isResume(resume: unknown): boolean {
  const { counts, tries } = (resume ?? {}) as { counts?: unknown; tries?: unknown };
  return Array.isArray(counts) && typeof tries === 'number';
}

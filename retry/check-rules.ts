import { durationProblem, parseDuration } from './duration';
import { errorNameProblem } from './error-names';

const FIELDS = ['errors', 'maxAttempts', 'interval', 'backoffRate', 'maxInterval', 'jitter', 'onlyTransient'];
const MAX_RETRIES = 99_999_999;

/** Everything that is wrong with a list of rules, each as `retry[1].interval: what, and what to write instead`; empty if nothing. */
export function checkRetryRules(rules: unknown, field = 'retry'): string[] {
  if (!Array.isArray(rules)) return [`${field}: must be a list of rules; [] switches retries off`];
  const list: readonly unknown[] = rules;
  const all = list.findIndex((rule) => namesEverything(rule));
  return list.flatMap((rule, index) => {
    const problems = checkRule(rule, `${field}[${index}]`);
    if (all >= 0 && index > all) {
      problems.push(
        `${field}[${index}]: is never reached, ${field}[${all}] names States.ALL; put it above that rule`,
      );
    }
    return problems;
  });
}

function checkRule(rule: unknown, at: string): string[] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) {
    return [`${at}: must be an object such as { errors: ['FSS.0429'], maxAttempts: 5 }`];
  }
  const { errors, maxAttempts, interval, backoffRate, maxInterval, jitter, onlyTransient, ...unknown } =
    rule as Record<string, unknown>;
  const problems = Object.keys(unknown).map(
    (key) => `${at}.${key}: unknown; a rule has ${FIELDS.join(', ')}`,
  );
  problems.push(...checkErrors(errors, `${at}.errors`));
  if (maxAttempts !== undefined && !isWholeUpTo(maxAttempts, MAX_RETRIES)) {
    problems.push(
      `${at}.maxAttempts: ${show(maxAttempts)} must be a whole number from 0 (never retry) to ${MAX_RETRIES}`,
    );
  }
  if (interval !== undefined && parseDuration(interval) === undefined) {
    problems.push(`${at}.interval: ${durationProblem(interval)}`);
  }
  if (maxInterval !== undefined && !((parseDuration(maxInterval) ?? 0) > 0)) {
    problems.push(
      `${at}.maxInterval: ${parseDuration(maxInterval) === 0 ? '0 would mean no waits; use interval: 0 for that' : durationProblem(maxInterval)}`,
    );
  }
  if (
    backoffRate !== undefined &&
    !(typeof backoffRate === 'number' && backoffRate >= 1 && Number.isFinite(backoffRate))
  ) {
    problems.push(
      `${at}.backoffRate: ${show(backoffRate)} must be a number of at least 1; 1 keeps the waits equal`,
    );
  }
  if (jitter !== undefined && jitter !== 'full' && jitter !== 'none') {
    problems.push(`${at}.jitter: ${show(jitter)} must be 'full' or 'none'`);
  }
  if (onlyTransient !== undefined && typeof onlyTransient !== 'boolean') {
    problems.push(`${at}.onlyTransient: ${show(onlyTransient)} must be true or false`);
  }
  return problems;
}

function checkErrors(errors: unknown, at: string): string[] {
  if (!Array.isArray(errors) || errors.length === 0) {
    return [
      `${at}: must list at least one name, such as 'FSS.0429', 'FunctionGraph.Throttled' or 'States.ALL'`,
    ];
  }
  return errors.flatMap((name: unknown, index) => {
    if (typeof name !== 'string' || name === '')
      return [`${at}[${index}]: ${show(name)} must be a name, as text`];
    const problem = errorNameProblem(name);
    return problem === undefined ? [] : [`${at}[${index}]: ${problem}`];
  });
}

function namesEverything(rule: unknown): boolean {
  const { errors, onlyTransient } = (rule ?? {}) as { errors?: unknown; onlyTransient?: unknown };
  return Array.isArray(errors) && errors.includes('States.ALL') && onlyTransient !== true;
}

function isWholeUpTo(value: unknown, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

import { cached } from '../cache';
import { checkParsed } from '../check/check-parsed';
import { Report } from '../check/report';
import { compile, PLAN_CACHE } from './compile';
import { CompileError } from './compile-error';
import { parseDefinition } from './parse-definition';
import type { Plan } from './plan';

/**
 * Checks a definition and compiles it, once for each in a process: for definitions that come from anywhere.
 *
 * @param definition the parsed definition, or its text as JSON
 * @throws CompileError with the first problems of `checkStateMachine` that are errors, each with its place
 */
export function compileChecked(definition: string | object): Plan {
  return checkedPlan(typeof definition === 'string' ? definition : JSON.stringify(definition));
}

const checkedPlan = cached(PLAN_CACHE, (text: string): Plan => {
  const report = new Report(false);
  checkParsed(parseDefinition(text), report, {});
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return compile(text);
  const shown = errors.slice(0, MAX_SHOWN).map(({ path, code, message }) => `${path}: ${message} (${code})`);
  const more = errors.length > MAX_SHOWN ? `; and ${errors.length - MAX_SHOWN} more` : '';
  throw new CompileError(`${shown.join('; ')}${more}`);
});

const MAX_SHOWN = 5;

import { COMPARISONS } from '../../language/comparisons';
import type { JsonObject } from '../../language/json';
import type { Path } from '../../language/pointer';
import { nearest } from '../nearest';
import type { Place } from './place';

/** That a rule of a Choice compares one thing. */
export function checkComparison(rule: JsonObject, path: Path, { report, language }: Place): void {
  if (language === 'JSONata') {
    if (!Object.hasOwn(rule, 'Condition'))
      report.add('required', path, { fields: 'Condition' }, { key: true });
    return;
  }
  const fields = Object.keys(rule);
  const operators = fields.filter((field) => COMPARISONS.has(field));
  const combined = fields.filter((field) => ['And', 'Or', 'Not'].includes(field));
  const problem = problemOf(operators, combined, Object.hasOwn(rule, 'Variable'));
  if (problem === undefined) return;
  const meant = fields.map((field) => nearest(field, COMPARISONS.keys())).find((name) => name !== undefined);
  const hint = operators.length === 0 && meant !== undefined ? `Did you mean '${meant}'?` : undefined;
  report.add('comparison', path, { problem }, { key: true, hint });
}

function problemOf(
  operators: readonly string[],
  combined: readonly string[],
  variable: boolean,
): string | undefined {
  if (combined.length > 1) return `this one has ${combined.join(' and ')}`;
  if (combined.length === 1)
    return operators.length > 0 || variable
      ? `this one has ${combined[0] ?? ''} and a comparison`
      : undefined;
  if (operators.length > 1) return `this one has ${operators.join(' and ')}`;
  if (operators.length === 0) return variable ? 'this one has no operator' : 'this one has none';
  return variable ? undefined : 'this one has no Variable';
}

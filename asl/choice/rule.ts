import type { ChoiceRule } from '../language/definition';
import { isArray, isObject } from '../language/values';
import { compileComparison, isComparison } from './comparison';
import type { CompiledCondition } from './condition';
import { ChoiceRuleError } from './errors';

const MAX_DEPTH = 100;
/** What a rule of the state has beside its condition; a nested one has only the comment. */
const OTHER_FIELDS = new Set(['Comment', 'Next', 'Assign', 'Output', 'Variable']);

/**
 * Compiles a rule of a JSONPath Choice state: one comparison, or And, Or, Not of others.
 * `pointer` is the rule's place in the definition.
 * @throws ChoiceRuleError for an unknown operator, none or several, a missing Variable, a value or path of the wrong form
 */
export function compileChoiceRule(rule: ChoiceRule, pointer: string): CompiledCondition {
  return compile(rule, pointer, 0);
}

function compile(rule: ChoiceRule, pointer: string, depth: number): CompiledCondition {
  if (depth > MAX_DEPTH) throw new ChoiceRuleError('The rule is nested too deeply', pointer);
  const operator = operatorOf(rule, pointer, depth > 0);
  const operand = rule[operator];
  const here = `${pointer}/${operator}`;
  if (isComparison(operator)) return compileComparison(rule['Variable'], operator, operand, pointer);
  if (rule['Variable'] !== undefined) {
    throw new ChoiceRuleError(`A rule with ${operator} has no Variable of its own`, `${pointer}/Variable`);
  }
  if (operator === 'Not') return negate(compileNested(operand, here, depth));
  if (!isArray(operand) || operand.length === 0) {
    throw new ChoiceRuleError(`${operator} wants a list of at least one rule`, here);
  }
  const parts = operand.map((part, at) => compileNested(part, `${here}/${String(at)}`, depth));
  return join(parts, operator === 'And' ? 'and' : 'or');
}

function operatorOf(rule: ChoiceRule, pointer: string, nested: boolean): string {
  const fields = Object.keys(rule).filter((field) => rule[field] !== undefined);
  const misplaced = nested && fields.find((field) => OTHER_FIELDS.has(field) && !isNestedField(field));
  if (misplaced) {
    throw new ChoiceRuleError(`A rule within And, Or or Not has no ${misplaced}`, `${pointer}/${misplaced}`);
  }
  const rest = fields.filter((field) => !OTHER_FIELDS.has(field));
  const unknown = rest.find((field) => !isComparison(field) && !['And', 'Or', 'Not'].includes(field));
  if (unknown === 'Condition') {
    throw new ChoiceRuleError(
      "Condition belongs to JSONata; a JSONPath rule compares a 'Variable'",
      `${pointer}/${unknown}`,
    );
  }
  if (unknown !== undefined) {
    throw new ChoiceRuleError(`There is no operator '${unknown}' in JSONPath`, `${pointer}/${unknown}`);
  }
  const [operator, second] = rest;
  if (operator === undefined) throw new ChoiceRuleError('The rule has no operator', pointer);
  if (second !== undefined) {
    throw new ChoiceRuleError(
      `The rule has several operators, ${rest.join(', ')}: join them with And`,
      pointer,
    );
  }
  return operator;
}

function isNestedField(field: string): boolean {
  return field === 'Comment' || field === 'Variable';
}

function compileNested(rule: unknown, pointer: string, depth: number): CompiledCondition {
  if (!isObject(rule)) throw new ChoiceRuleError('A rule must be an object', pointer);
  return compile(rule as ChoiceRule, pointer, depth + 1);
}

function negate(part: CompiledCondition): CompiledCondition {
  return {
    paths: part.paths,
    evaluate: (scope) => !part.evaluate(scope),
    describe: () => `not (${part.describe()})`,
  };
}

/** Stops at the first part that decides. */
function join(parts: readonly CompiledCondition[], word: 'and' | 'or'): CompiledCondition {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return {
    joined: true,
    paths: parts.flatMap(({ paths }) => paths),
    evaluate:
      word === 'and'
        ? (scope) => parts.every((part) => part.evaluate(scope))
        : (scope) => parts.some((part) => part.evaluate(scope)),
    describe: () =>
      parts.map((part) => (part.joined ? `(${part.describe()})` : part.describe())).join(` ${word} `),
  };
}

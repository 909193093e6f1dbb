import { type JsonPath, parseJsonPath, PathMissError, type PathScope, PathSyntaxError } from '../jsonpath';
import type { CompiledCondition } from './condition';
import { ChoiceRuleError } from './errors';
import { COMPARISON_OPERATORS, type ComparisonOperator } from './operators';
import { TYPE_TESTS } from './type-tests';

/** One test of one variable. @throws ChoiceRuleError */
export function compileComparison(
  variable: unknown,
  name: string,
  operand: unknown,
  pointer: string,
): CompiledCondition {
  const path = readPath(variable, `${pointer}/Variable`, 'Variable');
  const here = `${pointer}/${name}`;
  if (name === 'IsPresent' || Object.hasOwn(TYPE_TESTS, name)) {
    if (typeof operand !== 'boolean') throw new ChoiceRuleError(`${name} wants true or false`, here);
    return compileTypeTest(path, name, operand);
  }
  const own = COMPARISON_OPERATORS[name];
  if (own !== undefined) {
    if (!own.accepts(operand)) throw new ChoiceRuleError(`${name} wants ${own.wants} as its value`, here);
    return compileWithValue(path, own, operand);
  }
  const twin = COMPARISON_OPERATORS[name.slice(0, -'Path'.length)];
  if (twin === undefined) throw new ChoiceRuleError(`There is no operator '${name}' in JSONPath`, here);
  return compileWithPath(path, twin, readPath(operand, here, name));
}

/** Whether a field of a rule is an operator that compares. */
export function isComparison(name: string): boolean {
  if (name === 'IsPresent' || Object.hasOwn(TYPE_TESTS, name) || Object.hasOwn(COMPARISON_OPERATORS, name))
    return true;
  const base = name.slice(0, -'Path'.length);
  return (
    name.endsWith('Path') &&
    Object.hasOwn(COMPARISON_OPERATORS, base) &&
    COMPARISON_OPERATORS[base]?.path === true
  );
}

function compileTypeTest(path: JsonPath, name: string, wanted: boolean): CompiledCondition {
  const test = TYPE_TESTS[name];
  const words = `${path.text} is ${wanted ? '' : 'not '}${test?.words ?? 'present'}`;
  return {
    paths: [path],
    evaluate: (scope) =>
      test === undefined
        ? (path.evaluate(scope) !== undefined) === wanted
        : test.holds(read(path, scope)) === wanted,
    describe: () => words,
  };
}

function compileWithValue(path: JsonPath, operator: ComparisonOperator, operand: unknown): CompiledCondition {
  const holds = operator.against(operand);
  return {
    paths: [path],
    evaluate: (scope) => holds(read(path, scope)),
    describe: () => `${path.text} ${operator.sign} ${JSON.stringify(operand)}`,
  };
}

function compileWithPath(path: JsonPath, operator: ComparisonOperator, other: JsonPath): CompiledCondition {
  return {
    paths: [path, other],
    evaluate: (scope) => {
      const value = read(path, scope);
      return operator.against(read(other, scope))(value);
    },
    describe: () => `${path.text} ${operator.sign} ${other.text}`,
  };
}

function read(path: JsonPath, scope: PathScope): unknown {
  const value = path.evaluate(scope);
  if (value === undefined) {
    throw new PathMissError(
      path.text,
      `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
    );
  }
  return value;
}

function readPath(text: unknown, pointer: string, field: string): JsonPath {
  if (typeof text !== 'string') {
    throw new ChoiceRuleError(
      text === undefined ? `A comparison needs '${field}', a path` : `${field} wants a path`,
      pointer,
    );
  }
  try {
    return parseJsonPath(text);
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new ChoiceRuleError(error.message, pointer, error.column);
    throw error;
  }
}

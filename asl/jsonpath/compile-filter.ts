import { isArray } from '../language/values';
import { compilePattern } from '../regex';
import { COMPARISONS } from './compare';
import { type Filter, isDefinite, type Operand, type Query } from './query';
import type { Run } from './run';
import type { Test } from './select';

/** The value of a path within a filter, of which `node` is `@`. */
export type Evaluate = (run: Run, node: unknown) => unknown;
export type CompileQuery = (query: Query) => Evaluate;

export function compileFilter(filter: Filter, compileQuery: CompileQuery): Test {
  switch (filter.kind) {
    case 'or': {
      const tests = filter.operands.map((operand) => compileFilter(operand, compileQuery));
      return (node, run) => tests.some((test) => test(node, run));
    }
    case 'and': {
      const tests = filter.operands.map((operand) => compileFilter(operand, compileQuery));
      return (node, run) => tests.every((test) => test(node, run));
    }
    case 'not': {
      const test = compileFilter(filter.operand, compileQuery);
      return (node, run) => !test(node, run);
    }
    case 'exists':
      return compileExists(filter.query, compileQuery);
    case 'compare': {
      if (filter.operator === '=~') return compileMatch(filter.left, filter.right, compileQuery);
      const compare = COMPARISONS[filter.operator];
      const left = compileOperand(filter.left, compileQuery);
      const right = compileOperand(filter.right, compileQuery);
      return (node, run) => compare(left(run, node), right(run, node));
    }
    default:
      return filter satisfies never;
  }
}

function compileExists(query: Query, compileQuery: CompileQuery): Test {
  const evaluate = compileQuery(query);
  if (isDefinite(query.steps)) return (node, run) => evaluate(run, node) !== undefined;
  return (node, run) => {
    const found = evaluate(run, node);
    return isArray(found) && found.length > 0;
  };
}

function compileOperand(operand: Operand, compileQuery: CompileQuery): Evaluate {
  if (operand.kind === 'query') return compileQuery(operand.query);
  const value = operand.kind === 'literal' ? operand.value : operand.source;
  return () => value;
}

/** The pattern must match the whole text; of a list, one item will do. */
function compileMatch(left: Operand, right: Operand, compileQuery: CompileQuery): Test {
  const [pattern, operand] = left.kind === 'pattern' ? [left, right] : [right, left];
  if (pattern.kind !== 'pattern') return () => false;
  const matches = compilePattern(pattern.source, pattern.flags);
  const evaluate = compileOperand(operand, compileQuery);
  return (node, run) => {
    const value = evaluate(run, node);
    return isArray(value) ? value.some((one) => matches(textOf(one))) : matches(textOf(value));
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

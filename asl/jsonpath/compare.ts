import { equalJson } from '../language/equal';
import { isArray, isObject } from '../language/values';
import type { Operator } from './query';

/** How two operands of a filter compare, as json-path has it; `undefined` is a path that found nothing. */
export type Comparison = (left: unknown, right: unknown) => boolean;

export const COMPARISONS: Readonly<Record<Exclude<Operator, '=~'>, Comparison>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '===': strictlyEqual,
  '!==': (left, right) => !strictlyEqual(left, right),
  '<': (left, right) => ordered(left, right, (order) => order < 0),
  '<=': (left, right) => ordered(left, right, (order) => order <= 0),
  '>': (left, right) => ordered(left, right, (order) => order > 0),
  '>=': (left, right) => ordered(left, right, (order) => order >= 0),
  in: (left, right) => isArray(right) && contains(right, left),
  nin: (left, right) => !(isArray(right) && contains(right, left)),
  subsetof: (left, right) => isArray(left) && isArray(right) && left.every((item) => contains(right, item)),
  anyof: (left, right) => isArray(left) && isArray(right) && left.some((item) => contains(right, item)),
  noneof: (left, right) => isArray(left) && isArray(right) && !left.some((item) => contains(right, item)),
  all: (left, right) => isArray(left) && isArray(right) && right.every((item) => contains(left, item)),
  size: (left, right) => (typeof left === 'string' || isArray(left)) && left.length === right,
  contains: (left, right) =>
    typeof left === 'string' && typeof right === 'string'
      ? left.includes(right)
      : isArray(left) && contains(left, right),
  empty: (left, right) => isEmpty(left) === right,
};

/** A number equals the text of the same number. Nothing equals a path that found nothing. */
function equal(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'number' && typeof right === 'string') return isNumber(right) && left === Number(right);
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  return equalJson(left, right);
}

function strictlyEqual(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && equalJson(left, right);
}

function ordered(left: unknown, right: unknown, holds: (order: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
  if (typeof left === 'string' && typeof right === 'string') {
    return holds(left < right ? -1 : left > right ? 1 : 0);
  }
  return false;
}

function contains(list: readonly unknown[], value: unknown): boolean {
  return list.some((item) => equal(item, value));
}

function isEmpty(value: unknown): boolean | undefined {
  if (typeof value === 'string' || isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : undefined;
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
}

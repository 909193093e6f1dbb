import { compareTimestamps, parseTimestamp } from '../language/timestamp';
import { compareStrings } from './string-order';
import { compileStringPattern } from './string-matches';

/** A value that is not of the operator's type makes the comparison false. */
export type Comparison = (value: unknown) => boolean;

export interface ComparisonOperator {
  /** Between the two sides in a description. */
  readonly sign: string;
  /** What the operand must be, in words; `accepts` decides. */
  readonly wants: string;
  accepts(operand: unknown): boolean;
  /** With its operand, which may also come from a path and be anything. */
  against(operand: unknown): Comparison;
  /** Whether there is a twin whose operand is a path. */
  readonly path: boolean;
}

interface Family<T> {
  readonly wants: string;
  read(value: unknown): T | undefined;
  compare(left: T, right: T): number;
}

const ORDERS = {
  Equals: { sign: '==', holds: (order: number) => order === 0 },
  LessThan: { sign: '<', holds: (order: number) => order < 0 },
  LessThanEquals: { sign: '<=', holds: (order: number) => order <= 0 },
  GreaterThan: { sign: '>', holds: (order: number) => order > 0 },
  GreaterThanEquals: { sign: '>=', holds: (order: number) => order >= 0 },
};

/** https://states-language.net/#choice-state: every comparison that takes a value or a path. */
export const COMPARISON_OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  ...ordered('String', {
    wants: 'a string',
    read: (value) => (typeof value === 'string' ? value : undefined),
    compare: compareStrings,
  }),
  ...ordered('Numeric', {
    wants: 'a number',
    read: (value) => (typeof value === 'number' ? value : undefined),
    compare: (left, right) => left - right,
  }),
  ...ordered('Timestamp', {
    wants: 'an RFC 3339 timestamp with T and a zone, such as 2024-03-14T01:59:00Z,',
    read: (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined),
    compare: compareTimestamps,
  }),
  BooleanEquals: operator('==', (order) => order === 0, {
    wants: 'true or false',
    read: (value) => (typeof value === 'boolean' ? value : undefined),
    compare: (left, right) => Number(left) - Number(right),
  }),
  StringMatches: {
    sign: 'matches',
    wants: 'a string',
    accepts: (operand) => typeof operand === 'string',
    against: (operand) => {
      if (typeof operand !== 'string') return () => false;
      const matches = compileStringPattern(operand);
      return (value) => typeof value === 'string' && matches(value);
    },
    path: false,
  },
};

function ordered<T>(prefix: string, family: Family<T>): Record<string, ComparisonOperator> {
  return Object.fromEntries(
    Object.entries(ORDERS).map(([order, { sign, holds }]) => [
      `${prefix}${order}`,
      operator(sign, holds, family),
    ]),
  );
}

function operator<T>(sign: string, holds: (order: number) => boolean, family: Family<T>): ComparisonOperator {
  return {
    sign,
    wants: family.wants,
    accepts: (operand) => family.read(operand) !== undefined,
    against: (operand) => {
      const right = family.read(operand);
      if (right === undefined) return () => false;
      return (value) => {
        const left = family.read(value);
        return left !== undefined && holds(family.compare(left, right));
      };
    },
    path: true,
  };
}

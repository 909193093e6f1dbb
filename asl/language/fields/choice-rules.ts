import { COMPARISONS, type Operand } from '../comparisons';
import type { FieldSpec, Structure, ValueSpec } from './field-spec';
import { assign, comment, output } from './shared-fields';

const OPERANDS: Readonly<Record<Operand, ValueSpec>> = {
  text: { is: 'text' },
  number: { is: 'number' },
  boolean: { is: 'boolean' },
  timestamp: { is: 'timestamp' },
  path: { is: 'numberPath' },
};

const comparisons = Object.fromEntries(
  [...COMPARISONS].map(([name, operand]): [string, FieldSpec] => [
    name,
    { about: 'Compares the Variable.', value: OPERANDS[operand], only: 'JSONPath' },
  ]),
);

const tests: Readonly<Record<string, FieldSpec>> = {
  Variable: { about: 'The path of what is compared.', value: { is: 'numberPath' }, only: 'JSONPath' },
  ...comparisons,
  And: {
    about: 'Holds if all of these hold.',
    value: { is: 'list', of: 'NestedRule', min: 1 },
    only: 'JSONPath',
  },
  Or: {
    about: 'Holds if one of these holds.',
    value: { is: 'list', of: 'NestedRule', min: 1 },
    only: 'JSONPath',
  },
  Not: {
    about: 'Holds if this does not.',
    value: { is: 'structure', of: 'NestedRule' },
    only: 'JSONPath',
  },
};

export const choiceRule: Structure = {
  about: 'A rule of a Choice.',
  fields: {
    Next: { about: 'The state that follows if the rule holds.', value: { is: 'target' }, required: true },
    Comment: comment,
    Condition: {
      about: 'Whether the rule holds: an expression, or true or false.',
      value: { is: 'boolean' },
      only: 'JSONata',
      expression: true,
    },
    ...tests,
    Assign: assign,
    Output: output,
  },
};

/** Within And, Or and Not. */
export const nestedRule: Structure = {
  about: 'A comparison within And, Or or Not.',
  fields: { Comment: comment, ...tests },
};

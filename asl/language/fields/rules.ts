import type { Catcher, Retrier } from '../definition';
import type { FieldSpec, StructureOf } from './field-spec';
import { assign, comment, output, resultFields, seconds } from './shared-fields';

const errorEquals: FieldSpec = {
  about: 'Names of errors; `States.ALL` stands for all.',
  value: { is: 'textList', min: 1 },
  required: true,
};

export const retrier: StructureOf<Retrier> = {
  about: 'When and how often to try again.',
  fields: {
    Comment: comment,
    ErrorEquals: errorEquals,
    IntervalSeconds: seconds('The wait before the first retry. Default 1.'),
    MaxAttempts: {
      about: 'How many retries; 0: none. Default 3.',
      value: { is: 'integer', min: 0, max: 99_999_999 },
    },
    BackoffRate: { about: 'Factor from wait to wait. Default 2.', value: { is: 'number', min: 1 } },
    MaxDelaySeconds: seconds('The longest wait.', 1, 31_622_400),
    JitterStrategy: {
      about: 'FULL: a random wait up to the computed one. Default NONE.',
      value: { is: 'text', values: ['FULL', 'NONE'] },
    },
  },
};

export const catcher: StructureOf<Catcher> = {
  about: 'Where to go on after an error.',
  fields: {
    Comment: comment,
    ErrorEquals: errorEquals,
    Next: { about: 'The state that follows.', value: { is: 'target' }, required: true },
    ResultPath: resultFields.ResultPath,
    Assign: assign,
    Output: output,
  },
};

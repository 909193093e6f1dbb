import type { FieldSpec } from './field-spec';

const MAX_SECONDS = 99_999_999;

/** A whole number of seconds. */
export function seconds(about: string, min = 1, max = MAX_SECONDS): FieldSpec {
  return { about, value: { is: 'integer', min, max } };
}

export function numberPath(about: string): FieldSpec {
  return { about, value: { is: 'numberPath' }, only: 'JSONPath' };
}

export function jsonPathTemplate(about: string): FieldSpec {
  return { about, value: { is: 'template' }, only: 'JSONPath' };
}

export function jsonataTemplate(about: string): FieldSpec {
  return { about, value: { is: 'template' }, only: 'JSONata' };
}

export const comment: FieldSpec = { about: 'A note for people; nothing reads it.', value: { is: 'text' } };

export const queryLanguage: FieldSpec = {
  about: 'The language of paths and expressions: JSONPath (the default) or JSONata.',
  value: { is: 'text', values: ['JSONPath', 'JSONata'] },
};

export const functionGraph: FieldSpec = {
  about: 'How functions are called: an extension of the language.',
  value: { is: 'structure', of: 'FunctionGraph' },
};

export const anyState = {
  Comment: comment,
  QueryLanguage: queryLanguage,
} as const;

export const pathFields = {
  InputPath: {
    about: 'Which part of the input the state works on; null: none of it. Default `$`.',
    value: { is: 'path' },
    only: 'JSONPath',
    nullable: true,
  },
  OutputPath: {
    about: 'Which part of the result goes to the next state; null: none of it. Default `$`.',
    value: { is: 'path' },
    only: 'JSONPath',
    nullable: true,
  },
} as const satisfies Record<string, FieldSpec>;

export const flow = {
  Next: { about: 'The state that follows.', value: { is: 'target' } },
  End: { about: 'Whether the machine ends with this state.', value: { is: 'boolean' } },
} as const satisfies Record<string, FieldSpec>;

export const assign: FieldSpec = {
  about: 'Variables to set, for the states that follow.',
  value: { is: 'assign' },
};

export const output: FieldSpec = {
  about: 'What goes to the next state. Default: the result.',
  value: { is: 'template' },
  only: 'JSONata',
};

export const resultFields = {
  ResultSelector: {
    about: 'What to take of the result.',
    value: { is: 'template', object: true },
    only: 'JSONPath',
  },
  ResultPath: {
    about: 'Where in the input the result goes; null: it is dropped. Default `$`, in place of the input.',
    value: { is: 'referencePath' },
    only: 'JSONPath',
    nullable: true,
  },
} as const satisfies Record<string, FieldSpec>;

export const recovering = {
  Retry: {
    about: 'When to try again; the first rule that names the error decides.',
    value: { is: 'list', of: 'Retrier', min: 0 },
  },
  Catch: {
    about: 'Where to go on after an error; the first rule that names it decides.',
    value: { is: 'list', of: 'Catcher', min: 0 },
  },
} as const satisfies Record<string, FieldSpec>;

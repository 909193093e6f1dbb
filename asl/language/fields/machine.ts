import type { FunctionGraphSettings, ItemProcessor, StateMachine } from '../definition';
import type { FieldSpec, StructureOf } from './field-spec';
import { comment, functionGraph, queryLanguage, seconds } from './shared-fields';

const graph = {
  States: { about: 'The states by name.', value: { is: 'states' }, required: true },
  StartAt: { about: 'The state to begin with.', value: { is: 'target' }, required: true },
} as const satisfies Record<string, FieldSpec>;

export const stateMachine: StructureOf<StateMachine> = {
  about: 'A state machine.',
  fields: {
    Comment: comment,
    Version: { about: 'The version of the language: 1.0.', value: { is: 'text', values: ['1.0'] } },
    ...graph,
    QueryLanguage: queryLanguage,
    TimeoutSeconds: seconds('After how long the run ends as TIMED_OUT.'),
    FunctionGraph: functionGraph,
  },
};

export const branch: StructureOf<Pick<StateMachine, 'Comment' | 'States' | 'StartAt'>> = {
  about: 'A state machine that runs beside its siblings.',
  fields: { Comment: comment, ...graph },
};

export const itemProcessor: StructureOf<
  Pick<ItemProcessor, 'Comment' | 'States' | 'StartAt' | 'ProcessorConfig' | 'FunctionGraph'>
> = {
  about: 'The state machine that runs for each item.',
  fields: {
    Comment: comment,
    ProcessorConfig: {
      about: 'How the items are processed. Default: INLINE.',
      value: { is: 'structure', of: 'ProcessorConfig' },
    },
    ...graph,
    FunctionGraph: functionGraph,
  },
};

export const processorConfig: StructureOf<NonNullable<ItemProcessor['ProcessorConfig']>> = {
  about: 'How the items of a Map are processed.',
  fields: {
    Mode: {
      about: 'INLINE: within the run. DISTRIBUTED: as runs of their own.',
      value: { is: 'text', values: ['INLINE', 'DISTRIBUTED'] },
    },
    ExecutionType: {
      about: 'Of a distributed map: EXPRESS calls the functions of many items inside one activity.',
      value: { is: 'text', values: ['STANDARD', 'EXPRESS'] },
    },
  },
};

export const functionGraphSettings: StructureOf<FunctionGraphSettings> = {
  about: 'How functions are called. What stands nearer to a task wins.',
  fields: {
    mode: {
      about: 'How a step is executed.',
      value: { is: 'text', values: ['standard', 'local', 'express'] },
    },
    delivery: {
      about: 'Whether a call whose outcome is unknown may be sent again.',
      value: { is: 'text', values: ['at-least-once', 'at-most-once'] },
    },
    timeout: {
      about: 'How long one call may take: milliseconds, or text with a unit (`30s`).',
      value: { is: 'duration' },
    },
    idempotencyField: {
      about: 'The field of the event that gets a key which stays the same over all tries.',
      value: { is: 'text' },
    },
    memoryMb: { about: 'Memory for functions with dynamic memory, in MB.', value: { is: 'integer', min: 1 } },
    logs: { about: "Whether to keep the end of the function's log.", value: { is: 'boolean' } },
  },
};

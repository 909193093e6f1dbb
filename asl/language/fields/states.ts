import type {
  ChoiceState,
  FailState,
  ParallelState,
  PassState,
  SucceedState,
  TaskState,
  WaitState,
} from '../definition';
import type { FieldSpec, StructureOf } from './field-spec';
import {
  anyState,
  assign,
  flow,
  functionGraph,
  jsonataTemplate,
  jsonPathTemplate,
  numberPath,
  output,
  pathFields,
  recovering,
  resultFields,
  seconds,
} from './shared-fields';

const TYPE: FieldSpec = { about: 'The type of the state.', value: { is: 'text' }, required: true };
const { ResultPath, ResultSelector } = resultFields;

export const pass: StructureOf<PassState> = {
  about: 'Hands its input on, or what it makes of it.',
  fields: {
    Type: TYPE,
    ...anyState,
    ...pathFields,
    ...flow,
    Assign: assign,
    Output: output,
    Parameters: jsonPathTemplate('What the state makes of its input.'),
    Result: {
      about: 'A fixed result; paths in it are plain text.',
      value: { is: 'json' },
      only: 'JSONPath',
    },
    ResultPath,
  },
  exactlyOne: [['Next', 'End']],
};

export const task: StructureOf<TaskState> = {
  about: 'Calls a function.',
  fields: {
    Type: TYPE,
    Resource: {
      about: "A function's name or URN, or another resource; `.waitForTaskToken` waits for a callback.",
      value: { is: 'resource', of: 'task' },
      required: true,
    },
    ...anyState,
    ...pathFields,
    ...flow,
    Assign: assign,
    Output: output,
    Parameters: jsonPathTemplate('What the function is given. Default: the input.'),
    Arguments: jsonataTemplate('What the function is given. Default: the input.'),
    ResultSelector,
    ResultPath,
    ...recovering,
    TimeoutSeconds: { ...seconds('How long one try may take.'), expression: true },
    TimeoutSecondsPath: numberPath('Where in the input TimeoutSeconds stands.'),
    HeartbeatSeconds: { ...seconds('How long the task may be silent.'), expression: true },
    HeartbeatSecondsPath: numberPath('Where in the input HeartbeatSeconds stands.'),
    Credentials: {
      about: 'Whose rights the task has. Accepted, and not used: the worker has the credentials.',
      value: { is: 'credentials' },
    },
    FunctionGraph: functionGraph,
  },
  exactlyOne: [['Next', 'End']],
  atMostOne: [
    ['TimeoutSeconds', 'TimeoutSecondsPath'],
    ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ],
};

export const choice: StructureOf<ChoiceState> = {
  about: 'Goes on with the first rule that holds.',
  fields: {
    Type: TYPE,
    Choices: {
      about: 'The rules, in order.',
      value: { is: 'list', of: 'ChoiceRule', min: 1 },
      required: true,
    },
    Default: { about: 'The state that follows where no rule holds.', value: { is: 'target' } },
    ...anyState,
    ...pathFields,
    Assign: assign,
    Output: output,
  },
};

export const wait: StructureOf<WaitState> = {
  about: 'Waits for a time or until a time.',
  fields: {
    Type: TYPE,
    Seconds: { ...seconds('How long to wait.', 0), expression: true },
    Timestamp: {
      about: 'Until when to wait: RFC 3339 with a zone, `2030-01-31T12:00:00Z`.',
      value: { is: 'timestamp' },
      expression: true,
    },
    SecondsPath: numberPath('Where in the input the seconds stand.'),
    TimestampPath: numberPath('Where in the input the timestamp stands.'),
    ...anyState,
    ...pathFields,
    ...flow,
    Assign: assign,
    Output: output,
  },
  exactlyOne: [
    ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'],
    ['Next', 'End'],
  ],
};

export const succeed: StructureOf<SucceedState> = {
  about: 'Ends the machine successfully.',
  fields: { Type: TYPE, ...anyState, ...pathFields, Output: output },
};

export const fail: StructureOf<FailState> = {
  about: 'Ends the machine with an error.',
  fields: {
    Type: TYPE,
    ...anyState,
    Error: { about: "The error's name.", value: { is: 'text' }, expression: true },
    ErrorPath: {
      about: "Where in the input the error's name stands, or an intrinsic function.",
      value: { is: 'pathOrIntrinsic' },
      only: 'JSONPath',
    },
    Cause: { about: 'What went wrong, for people.', value: { is: 'text' }, expression: true },
    CausePath: {
      about: 'Where in the input the cause stands, or an intrinsic function.',
      value: { is: 'pathOrIntrinsic' },
      only: 'JSONPath',
    },
  },
  atMostOne: [
    ['Error', 'ErrorPath'],
    ['Cause', 'CausePath'],
  ],
};

export const parallel: StructureOf<ParallelState> = {
  about: 'Runs state machines side by side.',
  fields: {
    Type: TYPE,
    Branches: {
      about: 'The machines; each gets the same input, the result is the list of their outputs.',
      value: { is: 'list', of: 'Branch', min: 1 },
      required: true,
    },
    ...anyState,
    ...pathFields,
    ...flow,
    Assign: assign,
    Output: output,
    Parameters: jsonPathTemplate('What each branch is given. Default: the input.'),
    Arguments: jsonataTemplate('What each branch is given. Default: the input.'),
    ResultSelector,
    ResultPath,
    ...recovering,
  },
  exactlyOne: [['Next', 'End']],
};

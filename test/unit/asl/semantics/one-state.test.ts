import { type JsonObject, testState, TestStateRejectedError } from '../../../../asl';
import { FUNCTION } from './run';

const ItemProcessor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'P',
  States: { P: { Type: 'Pass', End: true } },
};
const input = { Values: [1, 2, 3], k: 'K' };
const MAP = {
  QueryLanguage: 'JSONata',
  Type: 'Map',
  Items: '{% $states.input.Values %}',
  ItemProcessor,
  End: true,
};

test.each<[object, object]>([
  [{ MaxConcurrency: '{% $n := 2 %}' }, { maxConcurrency: 2 }],
  [{ ToleratedFailureCount: '{% 2 %}' }, { maxConcurrency: 0, toleratedFailureCount: 2 }],
  [{ ToleratedFailurePercentage: '{% 2 %}' }, { maxConcurrency: 0, toleratedFailurePercentage: 2 }],
  [
    { ItemSelector: { v: '{% $states.context.Map.Item.Value %}', k: '{% $states.input.k %}' } },
    { maxConcurrency: 0, afterItemSelector: [1, 2, 3].map((v) => ({ v, k: 'K' })) },
  ],
  [
    { ItemBatcher: { MaxItemsPerBatch: '{% 2 %}' } },
    { maxConcurrency: 0, afterItemBatcher: [{ Items: [1, 2] }, { Items: [3] }] },
  ],
])('a Map shows what becomes of %j', (more, shown) => {
  const definition = { ...MAP, ...more };
  const options = { definition, input, mock: { output: [1, 1, 1] } };
  expect(testState({ ...options, inspectionLevel: 'DEBUG' })).toEqual({
    status: 'SUCCEEDED',
    output: [1, 1, 1],
    inspection: { input, ...shown },
  });
  expect(testState(options)).toEqual({ status: 'SUCCEEDED', output: [1, 1, 1] });
});

test('a Map of paths shows each of its steps, the selected items before their batches', () => {
  const definition = {
    Type: 'Map',
    ItemsPath: '$.Values',
    ItemSelector: { 'v.$': '$$.Map.Item.Value' },
    ItemBatcher: { MaxItemsPerBatch: 2 },
    ItemProcessor,
    ResultSelector: { 'r.$': '$' },
    ResultPath: '$.r',
    End: true,
  };
  const shown = testState({ definition, input, mock: { output: [1, 2] }, inspectionLevel: 'TRACE' });
  expect(shown.inspection).toEqual({
    input,
    afterInputPath: input,
    afterItemsPath: [1, 2, 3],
    maxConcurrency: 0,
    afterItemSelector: [{ v: 1 }, { v: 2 }, { v: 3 }],
    afterItemBatcher: [{ Items: [{ v: 1 }, { v: 2 }] }, { Items: [{ v: 3 }] }],
    afterResultSelector: { r: [1, 2] },
    afterResultPath: { ...input, r: { r: [1, 2] } },
  });
});

test.each<[string, object]>([
  ['Pass', { Type: 'Pass', End: true }],
  ['Wait', { Type: 'Wait', Seconds: 1, End: true }],
  ['Succeed', { Type: 'Succeed' }],
  ['Fail', { Type: 'Fail' }],
  ['Choice', { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Z' }] }],
])('a %s has no work to mock', (type, definition) => {
  for (const mock of [{ output: 1 }, { error: { Error: 'E', Cause: 'C' } }])
    expect(() => testState({ definition, mock })).toThrow(
      new TestStateRejectedError(
        'ValidationException',
        `State type '${type}' is not supported when a mock is specified`,
      ),
    );
});

test.each(['Execution', 'State', 'StateMachine', 'Task'])(
  '%s of a context object has its own fields only',
  (part) => {
    const definition = { Type: 'Task', Resource: FUNCTION, End: true };
    const context = { [part]: { stranger: 1 } };
    expect(() => testState({ definition, context, mock: { output: 1 } })).toThrow(
      "Invalid Context object provided: Field 'stranger' is not allowed",
    );
  },
);

test.each([[5], [[]], ['text'], [true], [{ Execution: 5 }], [{ State: [] }]])(
  'the context object cannot be %j',
  (context) => {
    const options = { definition: { Type: 'Task', Resource: FUNCTION, End: true }, mock: { output: 1 } };
    expect(() => testState({ ...options, context: context as unknown as JsonObject })).toThrow(
      'must be a JSON object',
    );
  },
);

test('where a retrier has used up its retries, a catcher may take the error', () => {
  const definition = {
    Type: 'Task',
    Resource: FUNCTION,
    Retry: [{ ErrorEquals: ['A'], MaxAttempts: 2 }],
    Catch: [
      { ErrorEquals: ['B'], Next: 'X' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Y' },
    ],
    End: true,
  };
  const mock = { error: { Error: 'A', Cause: 'C' } };
  const test = (retrierRetryCount: number) =>
    testState({ definition, mock, stateConfiguration: { retrierRetryCount }, inspectionLevel: 'DEBUG' });
  expect(test(1)).toMatchObject({
    status: 'RETRIABLE',
    inspection: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 2 } },
  });
  expect(test(2)).toMatchObject({
    status: 'CAUGHT_ERROR',
    nextState: 'Y',
    output: { e: { Error: 'A', Cause: 'C' } },
    inspection: { errorDetails: { retryIndex: 0, catchIndex: 1 } },
  });
});

test.each([
  [{ Type: 'Task', Resource: 'f', End: true, Catch: 5 }, 'Expected value of type Array'],
  [{ Type: 'Task', Resource: 'f', End: true, Catch: [null] }, 'Expected value of type Object'],
  [{ Type: 'Choice', Choices: {}, Default: 'Z' }, 'Expected value of type Array'],
])('the state %j is refused as the checker does', (definition, message) => {
  expect(() => testState({ definition, mock: { output: 1 } })).toThrow(
    expect.objectContaining({ code: 'InvalidDefinition', message: expect.stringContaining(message) }),
  );
});

test.each([
  ['', 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'],
  ['[]', 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'],
  ['not a definition', 'INVALID_JSON_DESCRIPTION: Invalid JSON'],
  ['{"Type": "Pass"', 'INVALID_JSON_DESCRIPTION: Invalid JSON'],
])('the text %j is refused as a definition', (definition, message) => {
  expect(() => testState({ definition })).toThrow(
    expect.objectContaining({ code: 'InvalidDefinition', message: expect.stringContaining(message) }),
  );
});

import type { JsonValue } from '../../../../asl';
import { failed, FUNCTION, jsonata, machine, outcome, run } from './run';

const RUNTIME = failed('States.Runtime');
const QUERY = failed('States.QueryEvaluationError');
const ItemProcessor = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const map = (more: object = {}) => machine({ Type: 'Map', ItemProcessor, ...more });

const LISTS: readonly JsonValue[] = [[], [1, null, {}, 'a', [2]]];
const NO_LISTS: readonly JsonValue[] = [null, true, 0, 1.5, 'text', { a: 1 }];

test.each(LISTS.map((items) => [items]))('the list %j comes through each way to a Map', async (items) => {
  const input = { items };
  expect(await outcome(map(), items)).toEqual(items);
  expect(await outcome(map({ ItemsPath: '$.items' }), input)).toEqual(items);
  expect(await outcome(map({ ItemsPath: '$$.Execution.Input.items' }), input)).toEqual(items);
  expect(await outcome(map({ InputPath: '$.items' }), input)).toEqual(items);
  expect(await outcome(jsonata({ Type: 'Map', ItemProcessor }), items)).toEqual(items);
  for (const Items of [items, '{% $states.input.items %}'])
    expect(await outcome(jsonata({ Type: 'Map', Items, ItemProcessor }), input)).toEqual(items);
});

test.each(NO_LISTS)('%j is no list for a Map', async (items) => {
  const input = { items };
  expect(await outcome(map(), items)).toEqual(RUNTIME);
  expect(await outcome(map({ ItemsPath: '$.items' }), input)).toEqual(RUNTIME);
  expect(await outcome(jsonata({ Type: 'Map', ItemProcessor }), items)).toEqual(QUERY);
  for (const Items of [items, '{% $states.input.items %}'])
    expect(await outcome(jsonata({ Type: 'Map', Items, ItemProcessor }), input)).toEqual(QUERY);
});

test('neither a missing list nor a function is one', async () => {
  expect(await outcome(map({ ItemsPath: '$.items' }))).toEqual(RUNTIME);
  for (const Items of ['{% $states.input.items %}', '{% function($x) { $x } %}'])
    expect(await outcome(jsonata({ Type: 'Map', Items, ItemProcessor }))).toEqual(QUERY);
});

test('an item is selected from the input of the Map, with its value and index', async () => {
  const selected = [
    { v: 'a', i: 0, k: 1, c: '$.k' },
    { v: 'b', i: 1, k: 1, c: '$.k' },
  ];
  const input = { in: { list: ['a', 'b'], k: 1 } };
  const ItemSelector = { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'k.$': '$.k', c: '$.k' };
  const fields = { InputPath: '$.in', ItemsPath: '$.list' };
  expect(await outcome(map({ ...fields, ItemSelector }), input)).toEqual(selected);
  expect(await outcome(map({ ...fields, Parameters: ItemSelector }), input)).toEqual(selected);
  const expressions = {
    Type: 'Map',
    Items: '{% $states.input.in.list %}',
    ItemSelector: {
      v: '{% $states.context.Map.Item.Value %}',
      i: '{% $states.context.Map.Item.Index %}',
      k: '{% $states.input.in.k %}',
      c: '$.k',
    },
    ItemProcessor,
  };
  expect(await outcome(jsonata(expressions), input)).toEqual(selected);
});

test('within nested Maps the innermost item is seen', async () => {
  const Inner = {
    Type: 'Map',
    ItemsPath: '$.list',
    ItemSelector: { 'outer.$': '$.n', 'v.$': '$$.Map.Item.Value' },
    ItemProcessor: {
      StartAt: 'Q',
      States: { Q: { Type: 'Pass', Parameters: { 'i.$': '$$.Map.Item.Index', 'in.$': '$' }, End: true } },
    },
    End: true,
  };
  const definition = map({ ItemProcessor: { StartAt: 'Inner', States: { Inner } } });
  expect(await outcome(definition, [{ n: 7, list: ['x', 'y'] }])).toEqual([
    [
      { i: 0, in: { outer: 7, v: 'x' } },
      { i: 1, in: { outer: 7, v: 'y' } },
    ],
  ]);
});

describe('a distributed Map', () => {
  const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  const failing = {
    ...distributed,
    StartAt: 'C',
    States: {
      C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'X' }], Default: 'Y' },
      X: { Type: 'Fail', Error: 'E', Cause: 'C' },
      Y: { Type: 'Pass', End: true },
    },
  };
  const THRESHOLD = failed('States.ExceedToleratedFailureThreshold');

  test.each<[object, JsonValue[], boolean]>([
    [{}, [1, 0], false],
    [{ ToleratedFailureCount: 1 }, [0, 1, 2], true],
    [{ ToleratedFailureCount: 1 }, [0, 0, 2], false],
    [{ ToleratedFailurePercentage: 50 }, [0, 0, 1, 2], true],
    [{ ToleratedFailurePercentage: 50 }, [0, 0, 0, 2], false],
    [{ ToleratedFailurePercentage: 100 }, [0, 0], true],
    [{ ToleratedFailureCount: 3, ToleratedFailurePercentage: 25 }, [0, 0, 1, 2], false],
    [{ ToleratedFailureCount: 0, ToleratedFailurePercentage: 100 }, [0, 1], false],
  ])('%j with %j', async (more, items, tolerated) => {
    const seen = items.map((item) => (item === 0 ? { Error: 'E', Cause: 'C' } : item));
    const result = await outcome(map({ ItemProcessor: failing, ...more }), items);
    expect(result).toEqual(tolerated ? seen : THRESHOLD);
  });

  test('is an execution of its own for each item, without the variables outside', async () => {
    const Child = { Type: 'Pass', Parameters: { 'in.$': '$$.Execution.Input' }, End: true };
    const processor = { ...distributed, StartAt: 'Child', States: { Child } };
    expect(await outcome(map({ ItemProcessor: processor }), [5])).toEqual([{ in: 5 }]);
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { v: 1 }, Result: [5], Next: 'M' },
        M: {
          Type: 'Map',
          ItemSelector: { 'v.$': '$v' },
          ItemProcessor: { ...distributed, ...ItemProcessor },
          Next: 'N',
        },
        N: {
          Type: 'Map',
          ItemProcessor: {
            ...distributed,
            StartAt: 'R',
            States: { R: { Type: 'Pass', InputPath: '$v', End: true } },
          },
          End: true,
        },
      },
    };
    const ran = await run(definition);
    expect(ran.visits.find(({ state }) => state === 'N')).toMatchObject({ input: [{ v: 1 }] });
    expect(ran).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });
});

test('a Map is retried as a whole, and its retries are counted', async () => {
  const Task = { Type: 'Task', Resource: FUNCTION, End: true };
  const definition = map({
    ItemProcessor: { StartAt: 'T', States: { T: Task } },
    ItemSelector: { 'tries.$': '$$.State.RetryCount' },
    Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }],
  });
  const ran = await run(definition, [1], { replies: [{ error: 'E' }, { error: 'E' }, { output: 'done' }] });
  expect(ran).toMatchObject({ output: ['done'], elapsedMs: 3000 });
  expect(ran.calls).toEqual([{ tries: 0 }, { tries: 1 }, { tries: 2 }]);
});

import type { StateMachine } from '../../../../asl';
import { type GraphNode, type StateGraph, stateGraph, toMermaid, toSvg } from '../../../../asl/graph';
import { machine, task } from './support/machines';

function node(graph: StateGraph, name: string): GraphNode {
  const found = graph.nodes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

const retried = (...counts: (number | undefined)[]) =>
  task('', {
    Retry: counts.map((MaxAttempts) => ({
      ErrorEquals: ['States.ALL'],
      ...(MaxAttempts === undefined ? {} : { MaxAttempts }),
    })),
  });

describe('edges', () => {
  test('a choice has one for each rule in order, then its default', () => {
    const { edges } = stateGraph(
      machine({
        A: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.n', NumericGreaterThan: 5, Next: 'B' },
            { Variable: '$.n', NumericLessThan: 1, Next: 'B' },
          ],
          Default: 'C',
        },
        B: { Type: 'Succeed' },
        C: { Type: 'Fail' },
      }),
    );
    expect(edges).toEqual([
      { from: 'A', to: 'B', kind: 'choice', label: '$.n > 5', dangling: false },
      { from: 'A', to: 'B', kind: 'choice', label: '$.n < 1', dangling: false },
      { from: 'A', to: 'C', kind: 'default', label: 'otherwise', dangling: false },
    ]);
  });

  test('a task has its next state, then its catchers with the errors that they catch', () => {
    const Catch = [
      { ErrorEquals: ['FSS.0429', 'States.Timeout'], Next: 'B' },
      { ErrorEquals: ['States.ALL'], Next: 'Gone' },
    ];
    const { edges } = stateGraph(machine({ A: task('B', { Catch }), B: task('') }));
    expect(edges).toEqual([
      { from: 'A', to: 'B', kind: 'next', dangling: false },
      { from: 'A', to: 'B', kind: 'catch', label: 'FSS.0429, States.Timeout', dangling: false },
      { from: 'A', to: 'Gone', kind: 'catch', label: 'any error', dangling: true },
    ]);
  });
});

describe('nodes', () => {
  test('carry paths through branches and processors, escaped as steps are', () => {
    const graph = stateGraph(
      machine({
        'a/b': { Type: 'Map', ItemProcessor: machine({ X: task('') }), Next: 'Fan~' },
        'Fan~': {
          Type: 'Parallel',
          Branches: [machine({ Y: task('') }), machine({ Z: task('') })],
          End: true,
        },
      }),
    );
    const inner = graph.nodes.flatMap((one) =>
      one.inner.flatMap(({ nodes }) => nodes.map(({ path }) => path)),
    );
    expect(graph.nodes.map(({ path }) => path)).toEqual(['a~1b', 'Fan~0']);
    expect(inner).toEqual(['a~1b/X', 'Fan~0<0>/Y', 'Fan~0<1>/Z']);
  });

  test('say the most retries that a retrier allows: three where it does not say, none for 0', () => {
    const graph = stateGraph(machine({ A: retried(undefined, 2), B: retried(0), C: task('') }));
    expect(graph.nodes.map(({ retries }) => retries)).toEqual([3, 0, undefined]);
  });

  test('know whether any way leads to them', () => {
    const graph = stateGraph(machine({ A: task('B'), B: task(''), C: task('B') }));
    expect(graph.nodes.map(({ reachable }) => reachable)).toEqual([true, true, false]);
  });

  test.each<[string, object, string]>([
    ['a function by name', task(''), 'work'],
    [
      'a function by URN',
      { Type: 'Task', Resource: 'urn:fss:cn-north-4:p:function:default:resize:latest' },
      'resize',
    ],
    ['a callback', { Type: 'Task', Resource: 'approve.waitForTaskToken' }, 'approve · callback'],
    [
      'an invocation with arguments',
      { Type: 'Task', Resource: 'functiongraph:invoke', Arguments: { FunctionName: 'resize' } },
      'resize',
    ],
    ['a wait', { Type: 'Wait', Seconds: 30 }, 'wait 30 s'],
    ['a wait by expression', { Type: 'Wait', Seconds: '{% $delay %}' }, 'wait $delay s'],
    ['a wait for a time', { Type: 'Wait', TimestampPath: '$.at' }, 'wait until $.at'],
    ['a failure', { Type: 'Fail', Error: 'Gone' }, 'Gone'],
    ['branches', { Type: 'Parallel', Branches: [{}] }, 'parallel · 1 branch'],
    [
      'items',
      {
        Type: 'Map',
        ItemsPath: '$.orders',
        MaxConcurrency: 4,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } },
      },
      'for each of $.orders · 4 at once · distributed',
    ],
    ['an unknown type', { Type: 'Jump' }, 'unknown type Jump'],
    ['no type', {}, 'no type'],
  ])('say what they do: %s', (_name, state, detail) => {
    expect(
      node(stateGraph({ StartAt: 'A', States: { A: state } } as unknown as StateMachine), 'A').detail,
    ).toBe(detail);
  });
});

const wrong: readonly unknown[] = [
  null,
  undefined,
  'text',
  7,
  [],
  {},
  { StartAt: 7, States: [] },
  { StartAt: 'A', States: {} },
  { StartAt: 'A', States: { A: null, B: 'x', C: [] } },
  { StartAt: 'A', States: { A: { Type: 'Choice', Choices: 'x', Default: 5 } } },
  {
    StartAt: 'A',
    States: { A: { Type: 'Choice', Choices: [null, 1, { Next: 'A' }, { And: [null], Next: 'B' }] } },
  },
  { StartAt: 'A', States: { A: { Type: 'Map' }, B: { Type: 'Parallel', Branches: [null, 1, {}] } } },
  {
    StartAt: 'A',
    States: { A: { Type: 'Task', Resource: {}, Retry: 'x', Catch: [1, { ErrorEquals: 3, Next: 'A' }] } },
  },
  { StartAt: '__proto__', States: { constructor: { Type: 'Pass', Next: 'toString' } } },
];

test.each(wrong.map((definition) => [definition]))(
  'a wrong definition is drawn all the same: %j',
  (definition) => {
    expect(toSvg(definition as StateMachine)).toContain('</svg>');
    expect(toMermaid(definition as StateMachine)).toMatch(/^flowchart TD\n/);
  },
);

import type { JsonValue } from '../../../../asl';
import { SteppedRun, task } from './drive';

const machine = (states: object, more: object = {}) => ({
  StartAt: Object.keys(states)[0] ?? '',
  States: states,
  ...more,
});

const JSONATA = { QueryLanguage: 'JSONata' };

function outputOf(definition: object, input: JsonValue = {}): JsonValue | undefined {
  const { done } = new SteppedRun(definition, input).turn;
  return done?.status === 'SUCCEEDED' ? done.output : undefined;
}

describe('Output and Assign', () => {
  const last = { Type: 'Succeed', Output: { was: '{% $states.input %}', is: '{% $n %}' } };
  const first = { Type: 'Pass', Assign: { n: 1 }, Next: 'S' };
  const both = { Output: '{% $n %}', Assign: { n: '{% $n + 1 %}' } };

  it.each<[string, object]>([
    ['Pass', { Type: 'Pass', ...both, Next: 'Z' }],
    ['Wait', { Type: 'Wait', Seconds: 0, ...both, Next: 'Z' }],
    ['Choice', { Type: 'Choice', Choices: [{ Condition: true, ...both, Next: 'Z' }] }],
    ['Choice without a match', { Type: 'Choice', Choices: [], ...both, Default: 'Z' }],
  ])('of a %s both see the variables as they were, and the next state sees the new ones', (_type, state) => {
    expect(outputOf(machine({ F: first, S: state, Z: last }, JSONATA))).toEqual({ was: 1, is: 2 });
  });

  it('of a Choice are those of the rule that holds, not those of the state', () => {
    const choice = {
      Type: 'Choice',
      Choices: [{ Condition: '{% $n = 1 %}', Assign: { n: 5 }, Output: 'rule', Next: 'Z' }],
      ...both,
      Default: 'Z',
    };
    expect(outputOf(machine({ F: first, S: choice, Z: last }, JSONATA))).toEqual({ was: 'rule', is: 5 });
  });
});

describe('States.Runtime', () => {
  const missing = { Type: 'Pass', InputPath: '$.missing', End: true };
  const recovery = {
    Retry: [{ ErrorEquals: ['States.ALL'] }],
    Catch: [{ ErrorEquals: ['States.Runtime', 'States.ALL'], Next: 'Never' }],
    End: true,
  };

  it.each([
    ['Parallel', { Type: 'Parallel', Branches: [machine({ B: missing })], ...recovery }],
    ['Map', { Type: 'Map', ItemsPath: '$.list', ItemProcessor: machine({ B: missing }), ...recovery }],
  ])('inside a %s is not retried or caught outside', (_type, state) => {
    const run = new SteppedRun(machine({ S: state, Never: { Type: 'Succeed' } }), { list: [1] });
    expect(run.turn.done).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(run.turn.commands).toEqual([]);
  });

  it('of an item counts as a failed item where some are tolerated', () => {
    const processor = {
      ...machine({ B: missing }),
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    };
    const map = { Type: 'Map', ItemProcessor: processor, ToleratedFailureCount: 1, End: true };
    expect(outputOf(machine({ S: map }), [{ missing: 1 }, {}])).toMatchObject([
      1,
      { Error: 'States.Runtime', Cause: expect.stringContaining('$.missing') },
    ]);
  });
});

describe('the token of a task', () => {
  it('is in the context object of a task that waits for it only, and new with each try', () => {
    const asked = task('ask.waitForTaskToken', {
      Parameters: { 'token.$': '$$.Task.Token' },
      Retry: [{ ErrorEquals: ['Late'], IntervalSeconds: 1 }],
      ResultSelector: { 'token.$': '$$.Task.Token' },
      Next: 'T',
    });
    const told = task('tell', { Parameters: { 'context.$': '$$' }, End: true });
    const run = new SteppedRun(machine({ S: asked, T: told }));
    const first = run.open('S');
    run.fail('S', 'Late');
    run.elapse('S');
    const second = run.open('S');
    expect(first).toMatchObject({ type: 'invoke', token: expect.any(String) });
    expect(second).toMatchObject({ type: 'invoke', input: { token: expect.any(String) } });
    const tokens = [first, second].map((command) => 'token' in command && command.token);
    expect(new Set(tokens).size).toBe(2);
    run.succeed('S', {});
    const last = run.open('T');
    expect(last).not.toHaveProperty('token');
    expect(last).not.toHaveProperty('input.context.Task');
    expect(last).toMatchObject({ input: { context: { State: { Name: 'T' } } } });
  });
});

describe('retriers', () => {
  it('may ask for longer waits than there are: it is a year then', () => {
    const Parameters = { 'try.$': '$$.State.RetryCount' };
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 99_999_999, MaxDelaySeconds: 31_622_400 }];
    const run = new SteppedRun(machine({ S: task('f', { Parameters, Retry, End: true }) }));
    run.fail('S', 'Busy');
    expect(run.open('S')).toMatchObject({ type: 'wait', untilMs: run.nowMs + 365 * 24 * 3_600_000 });
  });

  it('keep the loop in the engine where a time limit changes with each try', () => {
    const state = task('f', { TimeoutSeconds: '{% 5 + $states.context.State.RetryCount %}', End: true });
    const run = new SteppedRun(machine({ S: state }, JSONATA));
    expect(run.open('S')).toMatchObject({ timeoutMs: 5000 });
    expect(run.open('S')).not.toHaveProperty('retry');
  });
});

describe('the outcomes of a chunk', () => {
  const DELEGATE = { minItems: 1, chunkItems: 2, chunkConcurrency: 1, maxChunks: 1 };
  const processor = {
    ...machine({ T: task('f', { End: true }) }),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  };
  const map = { Type: 'Map', ItemProcessor: processor, End: true };

  it('keep every name of a problem for the rules around the Map', () => {
    const inline = { ...machine({ T: task('f', { End: true }) }), FunctionGraph: { mode: 'express' } };
    const caught = {
      ...map,
      ItemProcessor: inline,
      Catch: [{ ErrorEquals: ['Special'], ResultPath: null, Next: 'Z' }],
    };
    const run = new SteppedRun(machine({ S: caught, Z: { Type: 'Succeed' } }), [1, 2], {
      delegate: DELEGATE,
    });
    const problem = { error: null, cause: null, names: ['Common', 'Special', 'States.ALL'] };
    expect(run.succeed('S', [{ problem }]).done).toEqual({ status: 'SUCCEEDED', output: [1, 2] });
  });

  it('leave nothing of finished items but their results in the snapshot', () => {
    const items = Array.from({ length: 4 }, (_, index) => ({ index, text: 'x'.repeat(10_000) }));
    const run = new SteppedRun(
      machine({ S: { ...map, ItemsPath: '$.items' } }),
      { items },
      { delegate: DELEGATE },
    );
    const before = JSON.stringify(run.turn.snapshot).length;
    run.succeed('S', [{ output: 1 }, { output: 2 }]);
    expect(before - JSON.stringify(run.turn.snapshot).length).toBeGreaterThan(2 * 10_000);
  });
});

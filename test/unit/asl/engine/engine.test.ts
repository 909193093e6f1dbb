import { compile, EngineError, resume } from '../../../../asl';
import { SteppedRun, task } from './drive';

const one = (state: object, more: object = {}) => ({
  StartAt: 'S',
  States: { S: { End: true, ...state } },
  ...more,
});

const branch = (name: string) => ({ StartAt: name, States: { [name]: task(name, { End: true }) } });

const map = (more: object) =>
  one({
    Type: 'Map',
    ItemProcessor: { StartAt: 'T', States: { T: task('f', { End: true }) } },
    ...more,
  });

describe('a turn', () => {
  it('runs to the first effects and names each by number and path', () => {
    const run = new SteppedRun({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: task('a', { End: true }) } },
            { StartAt: 'B', States: { B: task('b', { End: true }) } },
          ],
          End: true,
        },
      },
    });
    expect(run.turn.commands).toMatchObject([
      { type: 'invoke', path: 'Both<0>/A', resource: { kind: 'function', target: 'a' } },
      { type: 'invoke', path: 'Both<1>/B', resource: { kind: 'function', target: 'b' } },
    ]);
    expect(run.turn.done).toBeUndefined();
  });

  it('gives results in the order of the branches, whichever ends first', () => {
    const run = new SteppedRun(one({ Type: 'Parallel', Branches: [branch('A'), branch('B')] }));
    run.succeed('S<1>/B', 'second');
    expect(run.succeed('S<0>/A', 'first').done).toEqual({ status: 'SUCCEEDED', output: ['first', 'second'] });
  });

  it('changes nothing for an event of a command that was answered before', () => {
    const run = new SteppedRun({
      StartAt: 'A',
      States: { A: task('a', { Next: 'B' }), B: task('b', { End: true }) },
    });
    const { id } = run.open('A');
    run.succeed('A', 1);
    const before = JSON.stringify(run.turn.snapshot);
    expect(run.take({ type: 'succeeded', id, output: 2 }).commands).toEqual([]);
    expect(JSON.stringify(run.turn.snapshot)).toBe(before);
  });

  it('refuses a snapshot of another engine', () => {
    const run = new SteppedRun(one(task('a')));
    const snapshot = { ...run.turn.snapshot, engine: 99 };
    const event = { type: 'abort' } as const;
    const context = { nowMs: 0, random: Math.random, uuid: () => '' };
    expect(() => resume(compile(one(task('a'))), snapshot, event, context)).toThrow(EngineError);
  });

  it('ends as ABORTED with all effects cancelled', () => {
    const run = new SteppedRun(one(task('a'), { TimeoutSeconds: 9 }));
    const turn = run.take({ type: 'abort', cause: 'asked for' });
    expect(turn.done).toEqual({ status: 'ABORTED', cause: 'asked for' });
    expect(turn.commands.map(({ type }) => type)).toEqual(['cancel', 'cancel']);
  });

  it('ends as TIMED_OUT when the time of the machine is up', () => {
    const run = new SteppedRun(one(task('a'), { TimeoutSeconds: 9 }));
    const wait = run.open('');
    expect(wait).toMatchObject({ type: 'wait', why: 'machine-timeout', untilMs: run.nowMs + 9000 });
    expect(run.take({ type: 'elapsed', id: wait.id })).toMatchObject({
      done: { status: 'TIMED_OUT' },
      commands: [{ type: 'cancel', path: 'S' }],
    });
  });

  it('fails a run that loops without an effect', () => {
    const run = new SteppedRun({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    });
    expect(run.turn.done).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(run.turn.done).toHaveProperty('cause', expect.stringContaining('without a Task or a Wait'));
  });

  it('takes a machine through ten thousand items without a deep stack', () => {
    const item = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
    const items = Array.from({ length: 10_000 }, (_, index) => index);
    const run = new SteppedRun(one({ Type: 'Map', ItemProcessor: item }), items, { maxPayloadBytes: 1e6 });
    expect(run.turn.done).toEqual({ status: 'SUCCEEDED', output: items });
  });
});

describe('paths', () => {
  it('number a state from its second visit on, and carry the item', () => {
    const loop = {
      StartAt: 'Again/Now',
      States: {
        'Again/Now': task('a', { Next: 'More?' }),
        'More?': {
          Type: 'Choice',
          Choices: [{ Variable: '$', NumericLessThan: 2, Next: 'Again/Now' }],
          Default: 'Z',
        },
        Z: { Type: 'Succeed' },
      },
    };
    const run = new SteppedRun(one({ Type: 'Map', ItemProcessor: loop }), [0]);
    run.succeed('S[0]/Again~1Now', 1);
    run.succeed('S[0]/Again~1Now#2', 2);
    expect(run.visited).toEqual([
      'S',
      'S[0]/Again~1Now',
      'S[0]/More?',
      'S[0]/Again~1Now#2',
      'S[0]/More?#2',
      'S[0]/Z',
    ]);
  });

  it('stay within 200 bytes', () => {
    const name = 'é'.repeat(80);
    const item = { StartAt: name, States: { [name]: task('a', { End: true }) } };
    const outer = { StartAt: name, States: { [name]: { Type: 'Map', ItemProcessor: item, End: true } } };
    const run = new SteppedRun(outer, [1]);
    const [command] = run.turn.commands;
    expect(command?.path).toMatch(/^é{60}~[0-9a-f]{16}$/);
  });
});

describe('a Map', () => {
  it('keeps to MaxConcurrency and starts the next item when one ends', () => {
    const run = new SteppedRun(map({ MaxConcurrency: 2 }), ['a', 'b', 'c']);
    expect(run.commands.map(({ path }) => path)).toEqual(['S[0]/T', 'S[1]/T']);
    run.succeed('S[1]/T', 'B');
    expect(run.commands.map(({ path }) => path)).toEqual(['S[0]/T', 'S[1]/T', 'S[2]/T']);
  });

  it('fails with the error of its item, and cancels the others', () => {
    const run = new SteppedRun(map({}), ['a', 'b']);
    const turn = run.fail('S[0]/T', 'Broken');
    expect(turn.done).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'why' });
    expect(turn.commands).toMatchObject([{ type: 'cancel', path: 'S[1]/T' }]);
  });

  it('tolerates failed items of a distributed Map, which leave their error among the results', () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'T',
      States: { T: task('f', { End: true }) },
    };
    const run = new SteppedRun(map({ ItemProcessor: processor, ToleratedFailurePercentage: 50 }), ['a', 'b']);
    run.fail('S[0]/T', 'Broken');
    expect(run.succeed('S[1]/T', 'B').done).toEqual({
      status: 'SUCCEEDED',
      output: [{ Error: 'Broken', Cause: 'why' }, 'B'],
    });
  });

  it('fails once more items failed than are tolerated', () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'T',
      States: { T: task('f', { End: true }) },
    };
    const run = new SteppedRun(map({ ItemProcessor: processor, ToleratedFailureCount: 1 }), ['a', 'b', 'c']);
    run.fail('S[0]/T', 'Broken');
    expect(run.fail('S[1]/T', 'Broken').done).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });
});

describe('retries', () => {
  const retrier = { ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 2 };

  it('of a task are rules for whoever performs it', () => {
    const run = new SteppedRun(one(task('a', { Retry: [retrier], TimeoutSeconds: 7 })));
    expect(run.open('S')).toMatchObject({
      retry: [{ errors: ['Busy'], interval: 5000, maxAttempts: 2 }],
      timeoutMs: 7000,
    });
    expect(run.fail('S', 'Busy').done).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  it('stay with the engine where the arguments change with each try', () => {
    const Parameters = { 'try.$': '$$.State.RetryCount' };
    const run = new SteppedRun(one(task('a', { Parameters, Retry: [retrier] })));
    expect(run.open('S')).toMatchObject({ input: { try: 0 } });
    expect(run.open('S')).not.toHaveProperty('retry');
    run.fail('S', 'Busy');
    expect(run.open('S')).toMatchObject({ type: 'wait', why: 'retry', untilMs: run.nowMs + 5000 });
    run.elapse('S');
    expect(run.open('S')).toMatchObject({ type: 'invoke', input: { try: 1 } });
  });

  it('go on counting after a problem that the engine finds in the result', () => {
    const run = new SteppedRun(
      one(
        task('a', {
          QueryLanguage: 'JSONata',
          Output: '{% $states.result.missing %}',
          Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
        }),
      ),
    );
    run.succeed('S', {}, { counts: [0] });
    run.elapse('S');
    expect(run.open('S')).toMatchObject({ type: 'invoke', counts: [1] });
    expect(run.succeed('S', {}, { counts: [1] }).done).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });

  it('are the default ones for a call that surely did not run', () => {
    const Parameters = { 'try.$': '$$.State.RetryCount' };
    const run = new SteppedRun(one(task('a', { Parameters })));
    run.fail('S', 'FSS.0429', { executed: 'no', transient: true });
    expect(run.open('S')).toMatchObject({ type: 'wait', why: 'retry' });
  });

  it('of a Parallel run all its branches again', () => {
    const run = new SteppedRun(
      one({
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: task('a', { End: true }) } }],
        Retry: [retrier],
      }),
    );
    run.fail('S<0>/A', 'Busy');
    run.elapse('S');
    expect(run.open('S<0>/A')).toMatchObject({ type: 'invoke' });
    expect(run.visited).toEqual(['S', 'S<0>/A', 'S<0>/A']);
  });
});

describe('variables', () => {
  it('named like members of every object are data', () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: JSON.parse('{"__proto__":{"polluted":1}}') as object, Next: 'B' },
        B: { Type: 'Pass', Output: '{% $exists($__proto__.polluted) %}', End: true },
      },
    };
    expect(new SteppedRun(definition).turn.done).toEqual({ status: 'SUCCEEDED', output: true });
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('the query language', () => {
  it('of a state inside a branch is that of the whole machine, whatever its Parallel speaks', () => {
    const inner = { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'a.$': '$.a' }, End: true } } };
    const run = new SteppedRun(
      one({ Type: 'Parallel', QueryLanguage: 'JSONata', Arguments: { a: '{% 1 + 1 %}' }, Branches: [inner] }),
    );
    expect(run.turn.done).toEqual({ status: 'SUCCEEDED', output: [{ a: 2 }] });
  });
});

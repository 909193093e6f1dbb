import {
  executeStateMachine,
  type Effects,
  type JsonValue,
  type Reply,
  type TaskCall,
} from '../../../../asl';
import { VirtualClock } from '../../../../asl/test-kit/virtual-clock';

const THROTTLED: Reply = {
  error: 'FSS.0429',
  names: ['FSS.0429', 'States.TaskFailed'],
  executed: 'no',
  transient: true,
};

async function run(
  definition: object,
  answers: readonly (Reply | 'hang')[],
  more: Partial<Effects> = {},
  input: JsonValue = {},
) {
  const clock = new VirtualClock();
  const calls: TaskCall[] = [];
  const execution = executeStateMachine(definition, input, {
    invoke: (call) => {
      calls.push(call);
      const answer = answers[calls.length - 1];
      return answer === undefined || answer === 'hang'
        ? new Promise(() => undefined)
        : Promise.resolve(answer);
    },
    sleep: (ms, options) => clock.sleep(ms, options),
    now: () => clock.now(),
    ...more,
  });
  return { ...(await clock.run(execution)), calls };
}

function task(more: object) {
  return { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'work', End: true, ...more } } };
}

test('a task is called with its input and its function, and its output ends the machine', async () => {
  const result = await run(task({ Parameters: { a: 1 } }), [{ output: 'done' }]);
  expect(result).toMatchObject({ status: 'SUCCEEDED', output: 'done', visited: ['T'], elapsedMs: 0 });
  expect(result.taskInputs).toEqual([{ state: 'T', path: 'T', function: 'work', input: { a: 1 }, try: 1 }]);
});

test('the name of a function is taken out of its URN', async () => {
  const urn = 'urn:fss:region-1:project-1:function:default:resize:latest';
  const { taskInputs } = await run(task({ Resource: urn }), [{ output: null }]);
  expect(taskInputs).toMatchObject([{ function: 'resize' }]);
});

test('retriers of the definition decide, each with its own count, and wait', async () => {
  const retry = [
    { ErrorEquals: ['A'], IntervalSeconds: 2, MaxAttempts: 2 },
    { ErrorEquals: ['B'], IntervalSeconds: 10, MaxAttempts: 1 },
  ];
  const answers = ['A', 'B', 'A'].map((error) => ({ error }));
  const result = await run(task({ Retry: retry }), [...answers, { output: 1 }]);
  expect(result).toMatchObject({ status: 'SUCCEEDED', elapsedMs: (2 + 10 + 4) * 1000 });
  expect(result.taskInputs.map((input) => input.try)).toEqual([1, 2, 3, 4]);
});

test('a call that surely did not run is tried again without any retrier, three times', async () => {
  const result = await run(task({}), [THROTTLED, THROTTLED, THROTTLED, { output: 1 }]);
  expect(result).toMatchObject({ status: 'SUCCEEDED', taskInputs: { length: 4 } });
});

test('a call that may have run is not tried again without a retrier', async () => {
  const result = await run(task({}), [{ ...THROTTLED, executed: 'maybe' }]);
  expect(result).toMatchObject({ status: 'FAILED', error: 'FSS.0429', taskInputs: { length: 1 } });
});

test('a retrier decides alone on what it names, also below its own limit', async () => {
  const retry = [{ ErrorEquals: ['FSS.0429'], MaxAttempts: 0 }];
  const result = await run(task({ Retry: retry }), [THROTTLED]);
  expect(result).toMatchObject({ status: 'FAILED', taskInputs: { length: 1 } });
});

test('at-most-once keeps a retrier from repeating a call that ran', async () => {
  const definition = task({
    Retry: [{ ErrorEquals: ['States.ALL'] }],
    FunctionGraph: { delivery: 'at-most-once' },
  });
  const result = await run(definition, [{ error: 'Broken' }]);
  expect(result).toMatchObject({ status: 'FAILED', error: 'Broken', taskInputs: { length: 1 } });
});

test('each try has the time limit of the task, and is told to stop when it is over', async () => {
  const retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 }];
  const result = await run(task({ TimeoutSeconds: 3, Retry: retry }), ['hang', 'hang']);
  expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', elapsedMs: 7000 });
  expect(result.calls.map(({ signal }) => signal.aborted)).toEqual([true, true]);
});

test('a task with a token ends with its callback, whatever the call answers', async () => {
  const definition = task({ Resource: 'work.waitForTaskToken', Parameters: { 'token.$': '$$.Task.Token' } });
  const result = await run(definition, [{ output: 'accepted' }], {
    callback: (call) => Promise.resolve({ output: { sentBack: call.token ?? null } }),
  });
  expect(result).toMatchObject({ status: 'SUCCEEDED', output: { sentBack: expect.any(String) as string } });
  expect(result.calls[0]?.input).toEqual({ token: (result.output as { sentBack: string }).sentBack });
});

test('a callback that stays silent longer than its heartbeat is a timeout', async () => {
  const definition = task({ Resource: 'work.waitForTaskToken', TimeoutSeconds: 600, HeartbeatSeconds: 60 });
  const result = await run(definition, [{ output: null }], { callback: () => new Promise(() => undefined) });
  expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', elapsedMs: 60_000 });
});

test('without anything that brings callbacks a task with a token is refused by name', async () => {
  await expect(run(task({ Resource: 'work.waitForTaskToken' }), [{ output: null }])).rejects.toThrow(
    'T waits for the callback of its task token',
  );
});

test('what an effect throws ends the run with that error', async () => {
  const effects = { invoke: () => Promise.reject(new TypeError('no such thing')) };
  await expect(run(task({ Catch: [] }), [], effects)).rejects.toThrow(TypeError);
});

function oneTask(name: string) {
  return { StartAt: name, States: { [name]: { Type: 'Task', Resource: name, End: true } } };
}

test('when a branch fails, calls of the other branches are told to stop', async () => {
  const definition = {
    StartAt: 'P',
    States: { P: { Type: 'Parallel', Branches: [oneTask('a'), oneTask('b')], End: true } },
  };
  const result = await run(definition, ['hang', { error: 'Broken' }]);
  expect(result).toMatchObject({ status: 'FAILED', error: 'Broken' });
  expect(result.calls[0]?.signal.aborted).toBe(true);
});

test('an aborted run ends as ABORTED', async () => {
  const abort = new AbortController();
  const invoke = () => {
    queueMicrotask(() => abort.abort());
    return new Promise<Reply>(() => undefined);
  };
  expect(await run(task({}), [], { invoke, signal: abort.signal })).toMatchObject({ status: 'ABORTED' });
});

test('items are read from the texts at hand', async () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSONL' },
          Parameters: { Bucket: 'b', Key: 'k' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          StartAt: 'One',
          States: { One: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
  };
  expect(await run(definition, [], { objects: { 'b/k': '{"n":1}\n{"n":2}\n' } })).toMatchObject({
    output: [{ n: 1 }, { n: 2 }],
  });
  expect(await run(definition, [], { objects: {} })).toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: 'There is no object b/k; no objects were given.',
  });
});

test('items of a large map may run in chunks, with the same results and the same visits', async () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...oneTask('work') },
        End: true,
      },
    },
  };
  const echo = { invoke: ({ input }: TaskCall) => Promise.resolve({ output: input }) };
  const whole = await run(definition, [], echo, [1, 2, 3, 4, 5]);
  const delegate = { minItems: 2, chunkItems: 2, chunkConcurrency: 1, maxChunks: 1 };
  const chunks = await run(definition, [], { ...echo, delegate }, [1, 2, 3, 4, 5]);
  expect(whole).toMatchObject({ output: [1, 2, 3, 4, 5] });
  expect(chunks).toMatchObject({ output: whole.output, visited: whole.visited });
  expect(chunks.taskInputs).toEqual(whole.taskInputs);
});

test('a ResultWriter of only a WriterConfig shapes the results', async () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        ResultWriter: { WriterConfig: { Transformation: 'FLATTEN' } },
        End: true,
      },
    },
  };
  expect((await run(definition, [], {}, [[1, 2], 3])).output).toEqual([1, 2, 3]);
});

import {
  compile,
  type EngineEvent,
  type ItemsCommand,
  type JsonValue,
  resume,
  startItems,
  type Turn,
  type WriteCommand,
} from '../../../../asl';
import { distributed, itemsOf } from './delegated';
import { SteppedRun } from './drive';

const DELEGATE = { minItems: 4, chunkItems: 4, chunkConcurrency: 4, maxChunks: 2, writes: true } as const;
const CONTEXT = { nowMs: 0, random: () => 0, uuid: () => '' };

const WRITER = {
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { 'Bucket.$': '$$.Execution.Name', Prefix: 'out' },
    WriterConfig: { OutputType: 'JSONL' },
  },
};

const map = (more: object = {}) => distributed({ ...WRITER, ...more });

/** A chunk that is stepped by hand, each turn from a snapshot that was written and read again. */
class SteppedChunk {
  readonly #plan;
  turn: Turn;
  readonly writes: WriteCommand[] = [];
  readonly calls = new Map<string, number>();
  begun = 0;

  constructor({ definition, part }: ItemsCommand) {
    this.#plan = compile(definition);
    this.turn = startItems(this.#plan, part, part.items ?? [], CONTEXT);
    this.#note();
  }

  take(event: EngineEvent): Turn {
    const snapshot = JSON.parse(JSON.stringify(this.turn.snapshot)) as Turn['snapshot'];
    this.turn = resume(this.#plan, snapshot, event, CONTEXT);
    this.#note();
    return this.turn;
  }

  ends(item: number, output: JsonValue): Turn {
    return this.take({ type: 'succeeded', id: this.#call(item), output });
  }

  fails(item: number): Turn {
    return this.take({ type: 'failed', id: this.#call(item), error: 'Bad', cause: `item ${item}` });
  }

  written(part: number): Turn {
    const { id = -1 } = this.writes[part] ?? {};
    return this.take({ type: 'succeeded', id, output: [`files of part ${part}`] });
  }

  #call(item: number): number {
    return this.calls.get(`Each[${item}]/Work`) ?? -1;
  }

  #note(): void {
    for (const command of this.turn.commands) {
      if (command.type === 'write') this.writes.push(command);
      if (command.type === 'invoke') this.calls.set(command.path, command.id);
    }
    this.begun = this.calls.size;
  }
}

function chunkOf(count: number, more: object = {}, delegate: object = {}): SteppedChunk {
  const items = Array.from({ length: count }, (_, index) => index);
  const [command] = itemsOf(
    new SteppedRun(map(more), items, { delegate: { ...DELEGATE, chunkItems: count, ...delegate } }),
  );
  if (command === undefined) throw new Error('no chunk');
  return new SteppedChunk(command);
}

const kilobytes = (count: number): string => 'x'.repeat(count * 1024);
const TOLERANT = { ToleratedFailureCount: 3 };

test('a chunk writes its results in the order of its items, with their inputs, and reports the files', () => {
  const chunk = chunkOf(4, TOLERANT);
  chunk.ends(2, 'c');
  chunk.ends(0, 'a');
  chunk.fails(1);
  expect(chunk.writes).toEqual([]);
  expect(chunk.ends(3, 'd').done).toBeUndefined();
  expect(chunk.writes).toEqual([
    {
      type: 'write',
      id: expect.any(Number),
      path: 'Each',
      resource: 'arn:aws:states:::s3:putObject',
      arguments: { Bucket: 'first', Prefix: 'out' },
      config: { OutputType: 'JSONL' },
      run: expect.any(Number),
      first: 0,
      results: ['a', { Error: 'Bad', Cause: 'item 1' }, 'c', 'd'],
      inputs: [0, 1, 2, 3],
      failures: [1],
    },
  ]);
  expect(chunk.written(0).done).toEqual({
    status: 'SUCCEEDED',
    output: { failed: 1, files: [{ first: 0, files: ['files of part 0'] }] },
  });
});

test('what is large is written while further items run, and is not kept', () => {
  const chunk = chunkOf(6);
  chunk.ends(0, kilobytes(200));
  chunk.ends(1, kilobytes(200));
  expect(chunk.writes).toMatchObject([{ first: 0, inputs: [0, 1] }]);
  expect(JSON.stringify(chunk.turn.snapshot).length).toBeLessThan(10_000);
  for (const item of [2, 3, 4, 5]) chunk.ends(item, item);
  expect(chunk.writes[1]).toMatchObject({ first: 2, results: [2, 3, 4, 5] });
  expect(chunk.written(1).done).toBeUndefined();
  expect(chunk.written(0).done).toMatchObject({
    output: { files: [{ first: 0 }, { first: 2 }] },
  });
});

test('behind an item that runs long no more are begun than can be held', () => {
  const chunk = chunkOf(20);
  for (let item = 1; item < 6; item++) chunk.ends(item, kilobytes(220));
  const { begun } = chunk;
  expect(begun).toBeLessThan(10);
  expect(chunk.writes).toEqual([]);
  chunk.ends(0, 0);
  expect(chunk.writes.map(({ first }) => first)).toEqual([0, 3]);
  chunk.written(0);
  expect(chunk.begun).toBeGreaterThan(begun);
});

test('a part that cannot be written fails the chunk, and ends what is under way', () => {
  const chunk = chunkOf(4);
  chunk.ends(0, kilobytes(200));
  chunk.ends(1, kilobytes(200));
  const { id = -1 } = chunk.writes[0] ?? {};
  const { done, commands } = chunk.take({
    type: 'failed',
    id,
    error: 'States.ResultWriterFailed',
    cause: 'x',
  });
  expect(done).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed' });
  expect(commands.map(({ type }) => type)).toEqual(['cancel', 'cancel']);
});

test('a chunk that fails cancels the parts that are being written', () => {
  const chunk = chunkOf(4);
  chunk.ends(0, kilobytes(200));
  chunk.ends(1, kilobytes(200));
  const { commands, done } = chunk.fails(2);
  expect(done).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  expect(commands).toContainEqual(expect.objectContaining({ type: 'cancel', id: chunk.writes[0]?.id }));
});

test('a chunk that is cancelled lets its items clean up, writes nothing more, and fails as cancelled', () => {
  const chunk = chunkOf(4, TOLERANT, { chunkConcurrency: 2 });
  chunk.ends(0, 'a');
  chunk.take({ type: 'cancel' });
  expect(chunk.fails(1).done).toBeUndefined();
  expect(chunk.fails(2).done).toMatchObject({ status: 'FAILED', error: 'FunctionGraph.Cancelled' });
  expect([chunk.writes, chunk.begun]).toEqual([[], 3]);
});

test('the run keeps no outputs, and has the manifest written in the order of the items', () => {
  const run = new SteppedRun(map({ ToleratedFailureCount: 2 }), [0, 1, 2, 3, 4, 5], { delegate: DELEGATE });
  const [first, second] = itemsOf(run);
  if (first === undefined || second === undefined) throw new Error('no chunks');
  expect(second.part.write).toEqual(first.part.write);
  run.take({
    type: 'succeeded',
    id: second.id,
    output: { failed: 1, files: [{ first: 4, files: 'C' }] },
  });
  const parts = [
    { first: 0, files: 'A' },
    { first: 2, files: 'B' },
  ];
  run.take({ type: 'succeeded', id: first.id, output: { failed: 0, files: parts } });
  const write = run.open('Each');
  expect(write).toMatchObject({
    type: 'write',
    run: first.part.write?.run,
    arguments: { Bucket: 'first', Prefix: 'out' },
    results: [],
    files: ['A', 'B', 'C'],
  });
  expect(run.take({ type: 'succeeded', id: write.id, output: { at: 'manifest' } }).done).toEqual({
    status: 'SUCCEEDED',
    output: { at: 'manifest' },
  });
});

test('failed items of all chunks together are held against what is tolerated', () => {
  const run = new SteppedRun(map({ ToleratedFailureCount: 1 }), [0, 1, 2, 3, 4], { delegate: DELEGATE });
  const [first, second] = itemsOf(run);
  run.take({ type: 'succeeded', id: first?.id ?? -1, output: { failed: 1, files: [] } });
  expect(
    run.take({ type: 'succeeded', id: second?.id ?? -1, output: { failed: 1, files: [] } }).done,
  ).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
});

test('another try of the map writes elsewhere', () => {
  const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 0, MaxAttempts: 1 }];
  const run = new SteppedRun(map({ Retry }), [0, 1, 2, 3], { delegate: DELEGATE });
  run.take({ type: 'failed', id: itemsOf(run)[0]?.id ?? -1, error: 'Lost' });
  const runs = itemsOf(run).map(({ part }) => part.write?.run);
  expect(new Set(runs).size).toBe(2);
});

test('where results stay in the run, they are written with what the items were given', () => {
  const Retry = { ItemSelector: { 'n.$': '$$.Map.Item.Value' } };
  const { writes: _, ...delegate } = DELEGATE;
  const run = new SteppedRun(map(Retry), [1, 2, 3, 4], { delegate });
  const [command] = itemsOf(run);
  if (command === undefined) throw new Error('no chunk');
  const chunk = new SteppedChunk(command);
  let turn = chunk.turn;
  for (const item of [0, 1, 2, 3]) turn = chunk.ends(item, item * 2);
  const output = turn.done?.status === 'SUCCEEDED' ? turn.done.output : null;
  run.take({ type: 'succeeded', id: command.id, output });
  expect(run.open('Each')).toMatchObject({
    type: 'write',
    results: [0, 2, 4, 6],
    inputs: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }],
  });
});

test('a reader that brings fewer items than were counted fails the chunk, which would be asked for again for ever', () => {
  const [command] = itemsOf(new SteppedRun(map(), [0, 1, 2, 3], { delegate: DELEGATE }));
  if (command === undefined) throw new Error('no chunk');
  const { definition, part } = command;
  expect(startItems(compile(definition), part, [0, 1], CONTEXT).done).toMatchObject({
    status: 'FAILED',
    error: 'States.ItemReaderFailed',
    cause: expect.stringContaining('4 were counted, and now there are 2'),
  });
});

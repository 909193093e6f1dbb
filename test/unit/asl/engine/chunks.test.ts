import { compile, type ItemsCommand, type JsonValue, resume, startItems, type Turn } from '../../../../asl';
import { distributed, itemsOf } from './delegated';
import { SteppedRun } from './drive';

const DELEGATE = { minItems: 4, chunkItems: 3, chunkConcurrency: 2, maxChunks: 2 };

/** Runs a chunk whose function doubles numbers and fails on text; each turn's snapshot is written and read again. */
function runChunk({ definition, part }: ItemsCommand, items = part.items ?? []): Turn {
  const plan = compile(definition);
  const context = { nowMs: 0, random: () => 0, uuid: () => '' };
  let turn = startItems(plan, part, items, context);
  const open = [...turn.commands];
  for (let command = open.shift(); command !== undefined && turn.done === undefined; command = open.shift()) {
    if (command.type !== 'invoke') throw new Error(`a chunk asked for ${command.type}`);
    const { id, input } = command;
    const event =
      typeof input === 'number'
        ? ({ type: 'succeeded', id, output: input * 2 } as const)
        : ({ type: 'failed', id, error: 'Text', cause: JSON.stringify(input) } as const);
    turn = resume(plan, JSON.parse(JSON.stringify(turn.snapshot)) as Turn['snapshot'], event, context);
    open.push(...turn.commands);
  }
  return turn;
}

const output = (turn: Turn): JsonValue => (turn.done?.status === 'SUCCEEDED' ? turn.done.output : null);

function answer(run: SteppedRun, command: ItemsCommand): Turn {
  return run.take({ type: 'succeeded', id: command.id, output: output(runChunk(command)) });
}

describe('a large Map', () => {
  it('hands its items out in chunks, and puts their results together in order', () => {
    const run = new SteppedRun(distributed(), [1, 2, 3, 4, 5], { delegate: DELEGATE });
    const [first, second] = itemsOf(run);
    if (first === undefined || second === undefined) throw new Error('no chunks');
    expect([first.part.items, second.part.items]).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    answer(run, second);
    expect(answer(run, first).done).toEqual({ status: 'SUCCEEDED', output: [2, 4, 6, 8, 10] });
  });

  it('runs small maps inside itself', () => {
    const run = new SteppedRun(distributed(), [1, 2, 3], { delegate: DELEGATE });
    expect(run.commands.map(({ type }) => type)).toEqual(['invoke', 'invoke', 'invoke']);
  });

  it('names the steps of a chunk as it would have named them itself', () => {
    const run = new SteppedRun(distributed(), [1, 2, 3, 4], { delegate: { ...DELEGATE, chunkItems: 2 } });
    const [, second] = itemsOf(run);
    if (second === undefined) throw new Error('no chunk');
    const { commands } = startItems(compile(second.definition), second.part, second.part.items ?? [], {
      nowMs: 0,
      random: () => 0,
      uuid: () => '',
    });
    expect(commands.map(({ path }) => path)).toEqual(['Each[2]/Work', 'Each[3]/Work']);
  });

  it('asks again for what a chunk did not begin', () => {
    const run = new SteppedRun(distributed(), [1, 2, 3, 4], { delegate: DELEGATE });
    const [first] = itemsOf(run);
    if (first === undefined) throw new Error('no chunk');
    run.take({ type: 'succeeded', id: first.id, output: [{ output: 2 }] });
    expect(itemsOf(run).at(-1)?.part).toMatchObject({ first: 1, items: [2, 3] });
  });

  it('ends a chunk early, with what it has, once its outcomes are large', () => {
    const run = new SteppedRun(distributed({ ToleratedFailureCount: 1 }), ['a', 'b', 'c', 'd'], {
      delegate: DELEGATE,
    });
    const [first] = itemsOf(run);
    if (first === undefined) throw new Error('no chunk');
    const plan = compile(first.definition);
    const context = { nowMs: 0, random: () => 0, uuid: () => '' };
    const part = { ...first.part, maxConcurrency: 1 };
    const { snapshot, commands } = startItems(plan, part, part.items ?? [], context);
    const turn = resume(
      plan,
      snapshot,
      { type: 'succeeded', id: commands[0]?.id ?? -1, output: 'x'.repeat(600_000) },
      context,
    );
    // The result is over the limit of the language, which is the item's own failure.
    expect(turn.done).toBeUndefined();
    const roomy = { ...part, run: { ...part.run, maxPayloadBytes: 1e6 } };
    const again = startItems(plan, roomy, part.items ?? [], context);
    const large = resume(
      plan,
      again.snapshot,
      { type: 'succeeded', id: again.commands[0]?.id ?? -1, output: 'x'.repeat(600_000) },
      context,
    );
    expect(output(large)).toHaveLength(1);
  });

  it('counts failed items against what is tolerated, over all chunks', () => {
    const run = new SteppedRun(distributed({ ToleratedFailureCount: 1 }), ['a', 1, 2, 'b'], {
      delegate: { ...DELEGATE, chunkItems: 2 },
    });
    const [first, second] = itemsOf(run);
    if (first === undefined || second === undefined) throw new Error('no chunks');
    expect(answer(run, first).done).toBeUndefined();
    expect(answer(run, second).done).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });

  it('ends a chunk with the failed item that fails the whole Map, whatever the others come to', () => {
    const run = new SteppedRun(
      distributed({ ToleratedFailureCount: 2 }),
      ['a', 1, 2, 'b', 'c', 'd', 'e', 'f'],
      {
        delegate: { ...DELEGATE, chunkItems: 3, maxChunks: 1 },
      },
    );
    const [first] = itemsOf(run);
    if (first === undefined) throw new Error('no chunk');
    expect(first.part.tolerated).toBe(2);
    answer(run, first);
    const [, second] = itemsOf(run);
    if (second === undefined) throw new Error('no second chunk');
    // One has failed already.
    expect(second.part.tolerated).toBe(1);
    const done = runChunk({ ...second, part: { ...second.part, maxConcurrency: 1 } });
    expect(output(done)).toEqual([{ problem: expect.anything() }, { problem: expect.anything() }, null]);
    expect(run.take({ type: 'succeeded', id: second.id, output: output(done) }).done).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });

  it('fails with the error of a chunk that failed as a whole, and cancels the others', () => {
    const run = new SteppedRun(distributed(), [1, 2, 3, 4], { delegate: DELEGATE });
    const [first] = itemsOf(run);
    const turn = run.take({ type: 'failed', id: first?.id ?? -1, error: 'States.Timeout', cause: '' });
    expect(turn.done).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(turn.commands.map(({ type }) => type)).toEqual(['cancel']);
  });

  it('lets chunks select their items, and see the variables around an inline Map', () => {
    const inline = {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { factor: 3 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          Items: '{% $states.input.list %}',
          ItemSelector: { n: '{% $states.context.Map.Item.Value %}', of: '{% $states.input.name %}' },
          ItemProcessor: {
            FunctionGraph: { mode: 'express' },
            StartAt: 'Times',
            States: { Times: { Type: 'Pass', Output: '{% $states.input.n * $factor %}', End: true } },
          },
          End: true,
        },
      },
    };
    const run = new SteppedRun(inline, { list: [1, 2], name: 'numbers' }, { delegate: DELEGATE });
    const [chunk] = itemsOf(run);
    if (chunk === undefined) throw new Error('no chunk');
    expect(chunk).toMatchObject({ settings: { mode: 'express' }, part: { stopAtFailure: true } });
    expect(answer(run, chunk).done).toEqual({ status: 'SUCCEEDED', output: [3, 6] });
  });

  it('fails as a whole, and does not throw, where an item cannot be selected', () => {
    const selector = { ItemSelector: { 'n.$': '$$.Map.Item.Value.n' } };
    const run = new SteppedRun(distributed(selector), [{ n: 1 }, {}, {}, {}], { delegate: DELEGATE });
    const [chunk] = itemsOf(run);
    if (chunk === undefined) throw new Error('no chunk');
    expect(runChunk(chunk).done).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('hands on where items are to be read instead of the items', () => {
    const run = new SteppedRun(
      distributed({
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
      }),
      {},
      { delegate: DELEGATE },
    );
    const read = run.open('Each');
    expect(read).toMatchObject({ type: 'read', mayIndex: true, arguments: { Bucket: 'b', Key: 'k' } });
    run.take({ type: 'indexed', id: read.id, count: 4, source: { at: 'somewhere' } });
    const [first, second] = itemsOf(run);
    expect(first?.part).toMatchObject({ first: 0, count: 3, source: { at: 'somewhere' } });
    expect(first?.part).not.toHaveProperty('items');
    expect(second?.part).toMatchObject({ first: 3, count: 1 });
  });
});

import { type JsonValue, readDefinition } from '../../../../asl';
import { payloadExcess } from '../../../../asl/engine/payload-size';
import { SteppedRun, task } from './drive';

function nested(levels: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const deepText = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const roomy = { maxPayloadBytes: 1e7 };

const machine = (states: string, more = '') =>
  readDefinition(`StartAt: A\n${more}\nStates:\n${states}`).value as object;

const ended = ({ turn: { done } }: SteppedRun) => done;
const EXCEEDED = { status: 'FAILED', error: 'States.DataLimitExceeded' };

/** How a run ends that assigns 1 MB to each of these variables. */
function filledOf(names: readonly string[]): unknown {
  const states = Object.fromEntries(
    names.flatMap((name, index) => [
      [`T${index}`, task('f', { Next: `A${index}` })],
      [`A${index}`, { Type: 'Pass', Assign: { [name]: '{% $states.input %}' }, Next: `T${index + 1}` }],
    ]),
  );
  const run = new SteppedRun(
    {
      QueryLanguage: 'JSONata',
      StartAt: 'T0',
      States: { ...states, [`T${names.length}`]: { Type: 'Succeed', Output: 'all fit' } },
    },
    {},
    { maxPayloadBytes: 2e6 },
  );
  for (const index of names.keys())
    if (run.turn.done === undefined) run.succeed(`T${index}`, 'x'.repeat(1_000_000));
  return ended(run);
}

describe('the size of a value', () => {
  it.each<[JsonValue, number]>([
    ['é', 4],
    [{ a: 1 }, 7],
    [['a', 'b'], 9],
    ['\u001f', 8],
  ])('%j has %i bytes', (value, bytes) => {
    expect(payloadExcess(value, bytes)).toBeUndefined();
    expect(payloadExcess(value, bytes - 1)).toContain('maximum number of bytes');
  });

  it('is found without a deep stack, also behind what is over the limit', () => {
    const deep = JSON.parse(deepText) as JsonValue;
    expect(payloadExcess(deep, 10)).toContain('nested deeper than 500 levels');
    expect(payloadExcess(['x'.repeat(100), deep], 100)).toContain('nested deeper');
    expect(payloadExcess(nested(500), 10_000)).toBeUndefined();
    expect(payloadExcess(nested(501), 10_000)).toContain('nested deeper');
  });
});

describe('too much data', () => {
  it.each([
    ['the input of the execution', JSON.parse(deepText) as JsonValue],
    ['a large input', 'x'.repeat(300_000)],
  ])('fails a run at its start: %s', (_what, input) => {
    const run = new SteppedRun(machine('  A: { Type: Succeed }'), input);
    expect(ended(run)).toMatchObject(EXCEEDED);
    expect(run.visited).toEqual([]);
  });

  it('in the result of a task can be caught', () => {
    const run = new SteppedRun(
      machine(`  A: { Type: Task, Resource: f, Catch: [{ ErrorEquals: [States.DataLimitExceeded], Next: B }], End: true }
  B: { Type: Pass, Result: caught, End: true }`),
    );
    expect(run.succeed('A', JSON.parse(deepText) as JsonValue).done).toEqual({
      status: 'SUCCEEDED',
      output: 'caught',
    });
  });

  const grow = `'big.$': "States.Format('{}{}{}{}', $.x, $.x, $.x, $.x)"`;
  it.each([
    ['what a task is given', `  A: { Type: Task, Resource: f, Parameters: { ${grow} }, End: true }`],
    [
      'what the branches of a Parallel are given',
      `  A: { Type: Parallel, Parameters: { ${grow} }, End: true, Branches: [{ StartAt: B, States: { B: { Type: Wait, Seconds: 1, End: true } } }] }`,
    ],
    [
      'what an item is given',
      `  A: { Type: Map, ItemsPath: $.list, ItemSelector: { ${grow} }, End: true, ItemProcessor: { StartAt: B, States: { B: { Type: Wait, Seconds: 1, End: true } } } }`,
    ],
    [
      'what a reader is given',
      `  A: { Type: Map, ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: b, ${grow} } }, End: true, ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }, StartAt: B, States: { B: { Type: Succeed } } } }`,
    ],
    ['a variable', `  A: { Type: Pass, Assign: { ${grow} }, End: true }`],
    ['an output', `  A: { Type: Pass, Parameters: { ${grow} }, End: true }`],
  ])('is found in %s', (_what, states) => {
    const run = new SteppedRun(machine(states), { x: 'x'.repeat(100_000), list: [1] });
    expect(ended(run)).toMatchObject(EXCEEDED);
  });

  it('is found in items that a reader brings', () => {
    const states = `  A: { Type: Map, ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: b, Key: k } }, End: true, ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }, StartAt: B, States: { B: { Type: Task, Resource: f, End: true } } } }`;
    const run = new SteppedRun(machine(states));
    run.succeed('A', [1, JSON.parse(deepText) as JsonValue]);
    expect(ended(run)).toMatchObject(EXCEEDED);
  });

  it('is found in all variables together, and not in those that replace one another', () => {
    const names = Array.from({ length: 11 }, (_, index) => `v${index}`);
    expect(filledOf(names)).toMatchObject(EXCEEDED);
    expect(filledOf(names.map(() => 'v'))).toEqual({ status: 'SUCCEEDED', output: 'all fit' });
  });
});

describe('data that are too deep for an expression', () => {
  it.each([
    [`'v.$': "States.StringToJson($.text)"`],
    [`'v.$': "States.JsonToString(States.StringToJson($.text))"`],
    [`'v.$': "States.ArrayUnique(States.Array(States.StringToJson($.text), States.StringToJson($.text)))"`],
    [`'v.$': "States.Format('{}', States.StringToJson($.text))"`],
  ])('end as an error of the language: %s', (member) => {
    const run = new SteppedRun(
      machine(`  A: { Type: Pass, Parameters: { ${member} }, End: true }`),
      { text: deepText },
      roomy,
    );
    expect(ended(run)).toMatchObject({ status: 'FAILED', error: expect.stringMatching(/^States\./) });
  });

  it('end as an error of the language where JSONata parses them', () => {
    const run = new SteppedRun(
      machine(
        `  A: { Type: Pass, Output: '{% $string($parse($states.input)) %}', End: true }`,
        'QueryLanguage: JSONata',
      ),
      deepText,
    );
    expect(ended(run)).toMatchObject({ error: 'States.QueryEvaluationError' });
  });
});

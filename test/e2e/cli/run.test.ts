import { task, usePipelineCommands } from './pipeline-commands';
import { tfg, type TfgResult } from './tfg';

const commands = usePipelineCommands({
  double: 'return { n: event.n * 2 };',
  busy: 'return event;',
  'busy-too': 'return event;',
  cut: 'return event;',
  decline:
    "context.getLogger().info('asking the bank'); const e = new Error('no money'); e.name = 'Declined'; throw e;",
});
const { temporal, file } = commands;
const { taskQueue } = temporal;

beforeAll(() => {
  commands.functions.setFaults({
    busy: [{ calls: '1', fault: 'throttle' }],
    'busy-too': [{ calls: '1', fault: 'throttle' }],
    cut: [{ fault: 'resetAfter' }],
  });
});

function run(definition: object, ...args: readonly string[]): Promise<TfgResult> {
  return tfg(['run', file(definition), '--task-queue', taskQueue, ...args], { env: commands.env });
}

/** Names of states, without times. */
const shown = ({ stderr }: TfgResult) => stderr.replaceAll(/ +\d[\d.]* m?s/g, '').replaceAll(/ {2,}/g, ' ');

test.each([
  ['standard', 'busy'],
  ['express', 'busy-too'],
])(
  'in mode %s the output goes to standard output, the states with their tries to standard error, and it ends with 0',
  async (mode, busy) => {
    const result = await run(
      { StartAt: 'Double', States: { Double: task('double', { Next: 'Try' }), Try: task(busy) } },
      '--input',
      '{"n": 21}',
      '--mode',
      mode,
    );
    expect(result).toMatchObject({ code: 0, stdout: '{"n":42}\n' });
    expect(shown(result)).toMatch(
      /^orders-[0-9a-f]{8} task queue .*\n ✓ Double double\n(?: … Try.*\n)* ✓ Try 2 tries busy(?:-too)?\n✓ succeeded .*3 calls · 0\.\d{4} GB-seconds/,
    );
  },
);

test('a function that failed shows its error and the end of its log, and the command ends with 1', async () => {
  const result = await run({
    StartAt: 'Charge',
    States: { Charge: task('decline', { FunctionGraph: { logs: true }, End: true }) },
  });

  expect(result.code).toBe(1);
  expect(shown(result)).toMatch(
    /✗ Charge decline\n Declined: no money\n(?: │ .*\n)+✗ failed Declined: no money/,
  );
  expect(result.stderr).toContain('asking the bank');
});

test('a call that may have run ends the command with 3', async () => {
  const result = await run({
    StartAt: 'Pay',
    States: { Pay: task('cut', { FunctionGraph: { delivery: 'at-most-once' }, End: true }) },
  });

  expect(result.code).toBe(3);
  expect(result.stderr).toContain('Whether the function ran is not known');
});

test('with --json one line says everything', async () => {
  const { stdout } = await run(
    { StartAt: 'Double', States: { Double: task('double') } },
    '-i',
    '{"n":1}',
    '--json',
  );

  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({
    workflowId: expect.stringMatching(/^orders-/) as string,
    taskQueue,
    status: 'SUCCEEDED',
    output: { n: 2 },
    cost: { calls: 1 },
    durationMs: expect.any(Number) as number,
  });
});

test('a definition with errors ends with 2, shows where they are, and starts nothing', async () => {
  const { code, stderr } = await run({ StartAt: 'Nowhere', States: { A: { Type: 'Pass', End: true } } });

  expect(code).toBe(2);
  expect(stderr).toMatch(/orders\.asl\.json:1:\d+ error \w+: .*Nowhere/);
  expect(stderr).toMatch(/nothing was started\.\n$/);
});

test('a definition that cannot be run in the mode that is asked for ends with 2, too', async () => {
  const waiting = { StartAt: 'Ask', States: { Ask: task('double.waitForTaskToken') } };
  const { code, stderr } = await run(waiting, '--mode', 'express');

  expect(code).toBe(2);
  expect(stderr).toMatch(/orders\.asl\.json:1:\d+ error MODE_LACKS: Mode express has no callbacks/);
  expect(stderr).toMatch(/nothing was started\.\n$/);
});

test.each([
  ['no file', [], 'give the file with the state machine; or --attach --workflow-id ID'],
  ['a file that is not there', ['none.asl.yaml'], 'none.asl.yaml: there is no such file.'],
  ['--attach without an id', ['--attach'], '--attach needs the run to attach to: give --workflow-id.'],
  ['a run that is not there', ['--attach', '--workflow-id', 'none'], 'there is no run with the id none'],
])('%s ends with 2', async (_name, args, message) => {
  const { code, stderr } = await tfg(['run', ...args], { env: commands.env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
});

test('a server that cannot be reached ends with 4', async () => {
  const path = file({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  const { code, stderr } = await tfg(['run', path], {
    env: { ...commands.env, TEMPORAL_ADDRESS: '127.0.0.1:1' },
  });

  expect(code).toBe(4);
  expect(stderr).toMatch(/^error: Temporal at 127\.0\.0\.1:1 is not reachable: /);
});

test.each([[['--detach']], [['--attach', '--workflow-id', 'any']]])(
  'a namespace that Temporal does not have ends with 2 (%j)',
  async (args) => {
    const { code, stderr } = await tfg(
      ['run', file({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }), ...args],
      {
        env: { ...commands.env, TEMPORAL_NAMESPACE: 'nope' },
      },
    );
    expect([code, stderr]).toEqual([
      2,
      `error: Temporal at ${temporal.address} has no namespace nope. Set TEMPORAL_NAMESPACE to one that it has, or create it (temporal operator namespace create nope).\n`,
    ]);
  },
);

test('an address that is none ends with 2 before anything is tried', async () => {
  const { code, stderr } = await tfg(['run', file({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })], {
    env: { ...commands.env, TEMPORAL_ADDRESS: 'http://localhost:7233' },
  });
  expect([code, stderr]).toEqual([
    2,
    "error: Temporal's configuration cannot be used: the address http://localhost:7233 is none: give HOST:PORT, such as localhost:7233. Check the TEMPORAL_* variables, the profile and temporal.toml.\n",
  ]);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { tcpRelay } from '../../support/tcp-relay';
import { cleanUp, emptyFolder, Tfg, tfg, type TfgResult } from './tfg';

const temporal = useTemporal();
const handler = (body: string) => `exports.handler = async (event, context) => { ${body} };`;

let functions: TestEmulator;
let env: Record<string, string>;
let taskQueue: string;
let folder: string;

beforeAll(async () => {
  functions = await emulatorFor({
    double: handler('return { n: event.n * 2 };'),
    slow: handler('await new Promise((resolve) => setTimeout(resolve, 2500)); return event;'),
    busy: handler('return event;'),
    'busy-too': handler('return event;'),
    cut: handler('return event;'),
    decline: handler(
      "context.getLogger().info('asking the bank'); const e = new Error('no money'); e.name = 'Declined'; throw e;",
    ),
  });
  functions.setFaults({
    busy: [{ calls: '1', fault: 'throttle' }],
    'busy-too': [{ calls: '1', fault: 'throttle' }],
    cut: [{ fault: 'resetAfter' }],
  });
  env = {
    TEMPORAL_ADDRESS: temporal.address,
    FUNCTIONGRAPH_ENDPOINT: functions.address,
    FUNCTIONGRAPH_REGION: 'cn-north-4',
    HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID,
    HUAWEICLOUD_SDK_AK: 'AK',
    HUAWEICLOUD_SDK_SK: 'SK',
  };
  taskQueue = temporal.taskQueue;
  folder = emptyFolder();
  const worker = new Tfg(['worker', '--task-queue', taskQueue, '--log-format', 'json'], { env });
  await worker.says(/"Worker started"/);
});
afterAll(async () => {
  await cleanUp();
  await functions.close();
});

const task = (fn: string, more: object = { End: true }) => ({ Type: 'Task', Resource: fn, ...more });

function file(definition: object, name = 'orders.asl.json'): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(definition));
  return path;
}

function run(definition: object, ...args: readonly string[]): Promise<TfgResult> {
  return tfg(['run', file(definition), '--task-queue', taskQueue, ...args], { env });
}

/** Five calls that take 2.5 seconds each. */
function slowFile(): string {
  const Next = ['Second', 'Third', 'Fourth', 'Fifth'];
  const States = Object.fromEntries(
    ['First', ...Next].map((name, nth) => [
      name,
      task('slow', nth < 4 ? { Next: Next[nth] } : { End: true }),
    ]),
  );
  return file({ StartAt: 'First', States }, 'slow.asl.json');
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
  const { code, stderr } = await tfg(['run', ...args], { env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
});

test('a server that cannot be reached ends with 4', async () => {
  const path = file({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  const { code, stderr } = await tfg(['run', path], { env: { ...env, TEMPORAL_ADDRESS: '127.0.0.1:1' } });

  expect(code).toBe(4);
  expect(stderr).toMatch(/^error: Temporal at 127\.0\.0\.1:1 is not reachable: /);
});

const waiting = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 3600, End: true } } };

test.each([[['--detach']], [['--attach', '--workflow-id', 'any']]])(
  'a namespace that Temporal does not have ends with 2 (%j)',
  async (args) => {
    const { code, stderr } = await tfg(
      ['run', file({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }), ...args],
      {
        env: { ...env, TEMPORAL_NAMESPACE: 'nope' },
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
    env: { ...env, TEMPORAL_ADDRESS: 'http://localhost:7233' },
  });
  expect([code, stderr]).toEqual([
    2,
    "error: Temporal's configuration cannot be used: the address http://localhost:7233 is none: give HOST:PORT, such as localhost:7233. Check the TEMPORAL_* variables, the profile and temporal.toml.\n",
  ]);
});

test('a run goes on when it is no longer watched, and can be watched again and cancelled', async () => {
  const { workflowId } = temporal.run();
  const path = file(waiting, 'waiting.asl.json');
  const detached = await tfg(
    ['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId, '--detach'],
    { env },
  );
  expect(detached).toMatchObject({ code: 0, stdout: `${workflowId}\n`, stderr: '' });

  const again = await tfg(['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId], { env });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain(`a run with the id ${workflowId} is under way. Watch it with --attach`);

  const watching = new Tfg(['run', path, '--workflow-id', workflowId, '--attach'], { env });
  await watching.says(/Rest: waits for/);
  watching.kill('SIGINT');
  const left = await watching.ended;
  expect(left.code).toBe(130);
  expect(left.stderr).toContain(
    `The run goes on. To watch it again:  tfg run --attach --workflow-id ${workflowId}`,
  );

  const last = new Tfg(['run', '--workflow-id', workflowId, '--attach'], { env });
  await last.says(/Rest: waits for/);
  await temporal.client.workflow.getHandle(workflowId).cancel();
  const cancelled = await last.ended;
  expect(cancelled.code).toBe(1);
  expect(cancelled.stderr).toContain('✗ cancelled');
});

test('a task queue without a worker is named, and how to start one', async () => {
  const path = file(waiting, 'waiting.asl.json');
  const lonely = new Tfg(['run', path, '--task-queue', `${taskQueue}-lonely`], { env });
  await lonely.says(/no worker polls task queue \S+-lonely: .* tfg worker --task-queue \S+-lonely/);
  lonely.kill('SIGTERM');
  expect((await lonely.ended).code).toBe(143);
});

test('that nobody answers is said, too, where a worker has only just stopped', async () => {
  const left = `${taskQueue}-left`;
  const worker = new Tfg(['worker', '--task-queue', left, '--log-format', 'json'], { env });
  await worker.says(/"Worker started"/);
  worker.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);

  const path = file(waiting, 'waiting.asl.json');
  const lonely = new Tfg(['run', path, '--task-queue', left], { env });
  await lonely.says(/no worker answers; the run goes on as soon as one does/);
  lonely.kill('SIGTERM');
  expect((await lonely.ended).code).toBe(143);
});

test('a worker that dies in its task is not taken for one that fails it', async () => {
  const left = `${taskQueue}-killed`;
  const worker = new Tfg(['worker', '--task-queue', left, '--log-format', 'json'], { env });
  await worker.says(/"Worker started"/);
  const watching = new Tfg(['run', slowFile(), '--task-queue', left, '--mode', 'local'], { env });
  await watching.says(/a worker has taken up the run/);
  worker.kill('SIGKILL');
  await watching.says(/no worker answers; the run goes on as soon as one does/);
  watching.kill('SIGTERM');
  expect((await watching.ended).stderr).not.toMatch(/fails the run's workflow task/);
});

test('a run that ended, and that no worker can show any more, says so instead of old figures', async () => {
  const left = `${taskQueue}-ended`;
  const worker = new Tfg(['worker', '--task-queue', left, '--log-format', 'json'], { env });
  await worker.says(/"Worker started"/);
  const { workflowId } = temporal.run();
  const path = file({ StartAt: 'Double', States: { Double: task('double') } });
  const args = ['--task-queue', left, '--workflow-id', workflowId];
  expect(await tfg(['run', path, ...args, '--input', '{"n": 2}'], { env })).toMatchObject({ code: 0 });
  worker.kill('SIGTERM');
  await worker.ended;

  const { code, stdout, stderr } = await tfg(['run', '--attach', ...args], { env });
  expect([code, stdout]).toEqual([0, '{"n":4}\n']);
  expect(stderr).toMatch(/No worker answered when the run had ended: .*\n✓ succeeded\n$/);
});

test('while calls in mode local keep the worker from answering, that is said, and the run is seen to its end', async () => {
  const Next = ['Second', 'Third', 'Fourth', 'Fifth'];
  const States = Object.fromEntries(
    ['First', ...Next].map((name, nth) => [
      name,
      task('slow', nth < 4 ? { Next: Next[nth] } : { End: true }),
    ]),
  );
  const path = file({ StartAt: 'First', States }, 'slow.asl.json');
  const watching = new Tfg(['run', path, '--task-queue', taskQueue, '--mode', 'local'], { env });
  await watching.says(/a worker has taken up the run .*calls in mode local are seen when they are done/);
  const { code, stderr } = await watching.ended;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/no worker/);
  expect(stderr).toMatch(/✓ Fifth/);
});

test('a server that goes away while a run is watched is told apart from a worker that does', async () => {
  const relay = await tcpRelay(temporal.address);
  const path = file(waiting, 'waiting.asl.json');
  const { workflowId } = temporal.run();
  const watching = new Tfg(['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId], {
    env: { ...env, TEMPORAL_ADDRESS: relay.address },
  });
  try {
    await watching.says(/Rest: waits for/);
  } finally {
    await relay.close();
  }
  const [notice] = await watching.says(/.* as soon as .* does/);
  expect(notice).toBe('Temporal does not answer; the run goes on as soon as it does');
  watching.kill('SIGINT');
  await watching.ended;
  await temporal.client.workflow.getHandle(workflowId).terminate();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { EmulatorEvent } from 'temporal-functiongraph/emulator';
import { emulatorFor, type TestEmulator, writeFunctions } from '../../support/emulator';

const HOSTILE = `
let calls = 0;
exports.handler = async (event, context) => {
  calls++;
  if (event === 'exit') process.exit(0);
  if (event === 'abort') process.abort();
  if (event === 'kill') process.kill(process.pid, 'SIGKILL');
  if (event === 'loop') for (;;);
  if (event === 'heap') for (const all = []; ; ) all.push(new Array(1e5).fill(Math.random()));
  if (event === 'buffers') for (const all = []; ; ) all.push(Buffer.alloc(1e7, 1));
  if (event === 'timer') { setTimeout(() => { throw new RangeError('stray'); }, 5); await new Promise(() => {}); }
  if (event === 'late') setTimeout(() => { throw new Error('after the answer'); }, 20);
  if (event === 'rejection') { Promise.reject(new RangeError('unhandled')); await new Promise(() => {}); }
  if (event === 'garbage') { require('fs').writeSync(3, Buffer.alloc(64, 255)); await new Promise(() => {}); }
  if (event === 'slow') await new Promise((resolve) => setTimeout(resolve, 100));
  return { calls };
};
`;

let emulator: TestEmulator;
let events: EmulatorEvent[];
beforeEach(async () => {
  events = [];
  emulator = await emulatorFor(
    {
      hostile: { 'index.js': HOSTILE, 'function.yaml': 'timeoutSeconds: 20' },
      impatient: { 'index.js': HOSTILE, 'function.yaml': 'timeoutSeconds: 1' },
    },
    { onEvent: (event) => events.push(event) },
  );
});
afterEach(async () => emulator.close());

test.each([
  ['exits', 'hostile', 'exit', '4204', 'runtime process is exited'],
  ['aborts', 'hostile', 'abort', '4204', 'runtime process is exited'],
  ['kills its own process', 'hostile', 'kill', '4204', 'runtime process is exited'],
  ['never yields', 'impatient', 'loop', '4010', 'call invoke timeout 1s'],
  ['fills its heap', 'hostile', 'heap', '4205', 'runtime memory limit exceeded'],
  ['fills memory outside of its heap', 'hostile', 'buffers', '4205', 'runtime memory limit exceeded'],
  ['writes garbage to the emulator', 'hostile', 'garbage', '4204', 'runtime process is exited'],
])(
  'a function that %s fails alone; the next call has a fresh instance',
  async (_, fn, event, code, message) => {
    expect(await (await emulator.call(fn, '')).json()).toEqual({ calls: 1 });
    const response = await emulator.call(fn, event);
    expect(response.headers.get('x-func-err-code')).toBe(code);
    expect(await response.text()).toBe(message);
    expect(await (await emulator.call(fn, '')).json()).toEqual({ calls: 1 });
  },
);

test.each([
  ['timer', 'stray'],
  ['rejection', 'unhandled'],
])('an error that misses the handler (%s) fails the call that caused it', async (event, message) => {
  const response = await emulator.call('hostile', event);
  expect(response.headers.get('x-func-err-code')).toBe('4002');
  expect(await response.json()).toMatchObject({
    errorType: 'RangeError',
    errorMessage: `function invocation exception, error: ${message}`,
  });
  expect(await (await emulator.call('hostile', '')).json()).toEqual({ calls: 1 });
});

test('an error after the answer harms neither its own call nor the next one', async () => {
  expect(await (await emulator.call('hostile', 'late')).json()).toEqual({ calls: 1 });
  const next = await emulator.call('hostile', 'slow', { headers: { 'X-Cff-Log-Type': 'tail' } });
  expect(await next.json()).toEqual({ calls: 2 });
  const log = Buffer.from(next.headers.get('x-cff-function-log') ?? '', 'base64').toString();
  expect(log).not.toContain('after the answer');
  expect(events.some((event) => event.type === 'log' && event.text.includes('after the answer'))).toBe(true);
});

test('a function sees its own environment and nothing of the emulator', async () => {
  process.env['EMULATOR_SECRET'] = 'hidden';
  const other = await emulatorFor({
    env: {
      'index.js':
        'exports.handler = async (e, c) => ({ secret: process.env.EMULATOR_SECRET ?? null, own: process.env.OWN, ' +
        'project: process.env.RUNTIME_PROJECT_ID, cwd: process.cwd() === process.env.RUNTIME_CODE_ROOT });',
      'function.yaml': 'environment: { OWN: mine }',
    },
  });
  try {
    expect(await (await other.call('env')).json()).toEqual({
      secret: null,
      own: 'mine',
      project: '0123456789abcdef0123456789abcdef',
      cwd: true,
    });
  } finally {
    delete process.env['EMULATOR_SECRET'];
    await other.close();
  }
});

test('a function whose process the system refuses to start fails alone, and the log says why', async () => {
  const other = await emulatorFor(
    {
      heavy: {
        'index.js': 'exports.handler = async (event, context) => 1;',
        'function.yaml': `environment: { TOO_LONG: ${'x'.repeat(5_000_000)} }`,
      },
      light: 'exports.handler = async (event, context) => 2;',
    },
    { onEvent: (event) => events.push(event) },
  );
  try {
    expect((await other.call('heavy')).headers.get('x-func-err-code')).toBe('4204');
    expect(await (await other.call('light')).json()).toBe(2);
  } finally {
    await other.close();
  }
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'log', text: expect.stringContaining('cannot be started: ') as string }),
  );
});

test('no process is left after close, not even one in a loop', async () => {
  const looping = emulator.call('hostile', 'loop').catch(() => undefined);
  await until(() => events.some(({ type }) => type === 'call'));
  await emulator.close();
  await looping;
  for (const pid of pids()) expect(alive(pid)).toBe(false);
  expect(pids()).toHaveLength(1);
});

test('a call that is still delayed when the emulator closes starts no process', async () => {
  emulator.setFaults({ hostile: [{ fault: 'delay', delayMs: 50 }] });
  const delayed = emulator.call('hostile', '').catch(() => undefined);
  await until(() => events.some(({ type }) => type === 'fault'));
  await emulator.close();
  await delayed;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pids()).toEqual([]);
});

test('no process is left when the emulator is killed, not even one in a loop', async () => {
  const folder = writeFunctions({ hostile: { 'index.js': HOSTILE, 'function.yaml': 'timeoutSeconds: 600' } });
  const script = `
    const { startEmulator } = require('temporal-functiongraph/emulator');
    startEmulator({ functions: ${JSON.stringify(folder)}, onEvent: (e) => console.log(JSON.stringify(e)) })
      .then(({ address }) => console.log(JSON.stringify({ type: 'address', address })));`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Record<string, string>[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n'))
      lines.push(JSON.parse(line) as Record<string, string>);
  });
  const find = (type: string) => lines.find((line) => line['type'] === type);
  await until(() => find('address') !== undefined);
  const path = `/v2/${'0'.repeat(32)}/fgs/functions/hostile/invocations`;
  void fetch(`${find('address')?.['address']}${path}`, { method: 'POST', body: '"loop"' }).catch(
    () => undefined,
  );
  await until(() => find('call') !== undefined && find('instance') !== undefined);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const pid = Number(find('instance')?.['pid']);
  await until(() => !alive(pid));
  expect(alive(pid)).toBe(false);
});

function pids(): number[] {
  return events.flatMap((event) =>
    event.type === 'instance' && event.change === 'started' ? [event.pid] : [],
  );
}

/** Whether a process runs; a dead one that nobody has waited for does not. */
function alive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

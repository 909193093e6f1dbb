import { useTemporal } from '../../support/temporal';
import { emulator, type RunningEmulator } from '../cli/emulator';
import { cleanUp, Tfg } from '../cli/tfg';
import { Ledger } from './ledger';

const temporal = useTemporal();

let service: RunningEmulator;
let ledger: Ledger;
let taskQueue: string;
beforeAll(async () => {
  ledger = new Ledger();
  service = await emulator({
    first: ledger.step('first'),
    gated: ledger.gatedStep('gated'),
    last: ledger.step('last'),
  });
});
beforeEach(() => {
  taskQueue = `${temporal.taskQueue}-${ledger.newRun()}`;
});
afterAll(cleanUp);

/** A worker process that has begun to take work. */
async function startWorker(...args: string[]): Promise<Tfg> {
  const env = { ...service.env, TEMPORAL_ADDRESS: temporal.address };
  const worker = new Tfg(['worker', '--task-queue', taskQueue, '--log-format', 'json', ...args], { env });
  await worker.says(/"Worker started"/);
  return worker;
}

async function startChain(...functions: string[]) {
  const run = ledger.newRun();
  const { workflowId } = temporal.run();
  const handle = await temporal.client.workflow.start('callChain', {
    taskQueue,
    workflowId,
    args: [{ functions, input: { run } }],
  });
  return { run, result: () => handle.result() as Promise<unknown> };
}

test('callChain runs without a workflows file, and SIGTERM ends the worker with 0', async () => {
  const worker = await startWorker();
  const { run, result } = await startChain('first', 'last');
  expect(await result()).toEqual({ run, first: true, last: true });
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0, stdout: '' });
});

test('SIGTERM in the middle of a call lets it finish', async () => {
  const worker = await startWorker();
  const { run, result } = await startChain('first', 'gated');
  await ledger.reaches(run, 'gated');
  worker.kill('SIGTERM');
  await worker.says(/"Worker stops taking work; running calls may finish","runningCalls":1/);
  ledger.open(run);
  expect(await worker.ended).toMatchObject({ code: 0 });
  const next = await startWorker();
  expect(await result()).toEqual({ run, first: true, gated: true });
  expect(ledger.ran(run)).toEqual(['first', 'gated']);
  next.kill('SIGTERM');
  expect(await next.ended).toMatchObject({ code: 0 });
});

test('a new worker finishes the chain of one that was killed, and runs no finished step again', async () => {
  const worker = await startWorker();
  const { run, result } = await startChain('first', 'gated', 'last');
  await ledger.reaches(run, 'gated');
  worker.kill('SIGKILL');
  expect(await worker.ended).toMatchObject({ signal: 'SIGKILL' });
  ledger.open(run);
  const next = await startWorker();
  expect(await result()).toEqual({ run, first: true, gated: true, last: true });
  expect(ledger.ran(run).filter((step) => step === 'first')).toHaveLength(1);
  expect(ledger.ran(run).filter((step) => step === 'last')).toHaveLength(1);
  next.kill('SIGTERM');
  expect(await next.ended).toMatchObject({ code: 0 });
});

test('a second signal ends the worker at once', async () => {
  const worker = await startWorker();
  const { run } = await startChain('gated');
  await ledger.reaches(run, 'gated');
  worker.kill('SIGINT');
  await worker.says(/stops taking work/);
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 143 });
  ledger.open(run);
});

test('a call that outlasts the grace is cut, and another worker does it again', async () => {
  const worker = await startWorker('--shutdown-grace', '200ms');
  const { run, result } = await startChain('gated');
  await ledger.reaches(run, 'gated');
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0 });
  ledger.open(run);
  const next = await startWorker();
  expect(await result()).toEqual({ run, gated: true });
  next.kill('SIGTERM');
  expect(await next.ended).toMatchObject({ code: 0 });
});

test('SIGTERM ends a worker that still looks for Temporal', async () => {
  const env = { ...service.env, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const worker = new Tfg(['worker', '--log-format', 'pretty'], { env });
  await worker.says(/WARN {2}Temporal at 127\.0\.0\.1:1 is not reachable yet/);
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0 });
});

test('health and readiness are served, and follow the worker', async () => {
  const worker = await startWorker('--http-port', '0');
  const [, address = ''] = await worker.says(/"Serving \/healthz and \/readyz","address":"([^"]+)"/);
  const get = async (path: string) => {
    const response = await fetch(address + path);
    return [response.status, await response.json()];
  };
  expect(new URL(address).hostname).toBe('127.0.0.1');
  expect(await get('/healthz')).toEqual([200, { status: 'ok' }]);
  expect(await get('/readyz')).toEqual([200, { ready: true, state: 'running' }]);
  const { run, result } = await startChain('gated');
  await ledger.reaches(run, 'gated');
  worker.kill('SIGTERM');
  await worker.says(/stops taking work/);
  expect(await get('/readyz')).toEqual([
    503,
    { ready: false, state: expect.stringMatching(/stopping|draining/) },
  ]);
  expect(await get('/healthz')).toEqual([200, { status: 'ok' }]);
  ledger.open(run);
  expect(await worker.ended).toMatchObject({ code: 0 });
  const next = await startWorker();
  await result();
  next.kill('SIGTERM');
  await next.ended;
});

test('metrics of calls are served for Prometheus', async () => {
  const worker = await startWorker('--metrics-port', '0');
  const [, address = ''] = await worker.says(/"Serving Prometheus metrics","address":"([^"]+)"/);
  await (await startChain('first', 'last')).result();
  const metrics = await (await fetch(address)).text();
  expect(metrics).toMatch(/functiongraph_calls\{[^}]*function="first"[^}]*outcome="success"[^}]*\} 1\n/);
  expect(metrics).toMatch(/functiongraph_call_duration_ms_count\{[^}]*function="last"/);
  expect(metrics).toMatch(/functiongraph_billed_ms\{[^}]*function="last"[^}]*\} [1-9]/);
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0 });
});

test('log lines are JSON, without task token and secrets', async () => {
  const worker = await startWorker('--log-level', 'DEBUG');
  await (await startChain('first')).result();
  worker.kill('SIGTERM');
  const { stderr } = await worker.ended;
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'INFO', message: 'Worker started', taskQueue }),
  );
  expect(stderr).not.toMatch(/task_?token/i);
  expect(stderr).toContain('"function":"first"');
  expect(stderr).not.toContain(service.env['HUAWEICLOUD_SDK_SK']);
});

test("a user's workflows file is served beside callChain and runPipeline", async () => {
  const workflows = require.resolve('#dist/test/e2e/worker/own-workflows');
  const worker = await startWorker('--workflows', workflows);
  const { run, result } = await startChain('first');
  expect(await result()).toEqual({ run, first: true });
  const { workflowId } = temporal.run();
  const own = temporal.client.workflow.execute('firstOnly', { taskQueue, workflowId, args: [{ run }] });
  expect(await own).toEqual({ run, first: true });
  const definition = { StartAt: 'First', States: { First: { Type: 'Task', Resource: 'first', End: true } } };
  const args = [{ definition, input: { run } }];
  const pipeline = temporal.client.workflow.execute('runPipeline', { ...temporal.run(), taskQueue, args });
  expect(await pipeline).toEqual({ run, first: true });
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0 });
});

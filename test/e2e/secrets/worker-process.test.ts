import type { EmulatorEvent } from 'temporal-functiongraph/emulator';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { cleanUp, Tfg } from '../cli/tfg';
import { type EchoingGateway, FAILING, startEchoingGateway } from './echoing-gateway';
import { leaks, textsIn } from './texts-in';

const KEYS = { accessKey: 'AK', secretKey: 'sk/very+secret==', securityToken: 'sts/very+secret==' };
const TOKEN = 'MIIE/very+secret==';
const OWN = [KEYS.secretKey, KEYS.securityToken, TOKEN];

const temporal = useTemporal();
const events: EmulatorEvent[] = [];
let emulator: TestEmulator;
let gateway: EchoingGateway;
beforeAll(async () => {
  const source = "exports.handler = async (event, context) => { console.log('was here'); return event; };";
  emulator = await emulatorFor(
    { fine: source },
    { keys: KEYS, token: TOKEN, onEvent: (event) => void events.push(event) },
  );
});
beforeEach(async () => {
  gateway = await startEchoingGateway(emulator.address);
});
afterEach(async () => {
  await cleanUp();
  await gateway.close();
});
afterAll(async () => emulator.close());

const keyPair = {
  HUAWEICLOUD_SDK_AK: KEYS.accessKey,
  HUAWEICLOUD_SDK_SK: KEYS.secretKey,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: KEYS.securityToken,
};
const token = { FUNCTIONGRAPH_AUTH_TYPE: 'token', FUNCTIONGRAPH_TOKEN: TOKEN };

/** A worker that says all it can say. */
async function startWorker(
  credentials: Record<string, string>,
  format: string,
  taskQueue: string,
): Promise<Tfg> {
  const env = {
    ...credentials,
    FUNCTIONGRAPH_ENDPOINT: gateway.address,
    FUNCTIONGRAPH_REGION: 'cn-north-4',
    HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID,
    TEMPORAL_ADDRESS: temporal.address,
  };
  const ports = ['--http-port', '0', '--metrics-port', '0'];
  const logs = ['--log-level', 'TRACE', '--log-format', format];
  const worker = new Tfg(['--debug', 'worker', '--task-queue', taskQueue, ...ports, ...logs], { env });
  await worker.says(/Worker started/);
  return worker;
}

async function page(worker: Tfg, name: RegExp, path: string): Promise<string> {
  const [line] = await worker.says(name);
  const address = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
  return (await fetch(address + path)).text();
}

test.each([
  ['a key pair with a security token', keyPair, 'json'],
  ['a token', token, 'pretty'],
])('with %s nothing that a worker leaves anywhere holds a secret', async (_, credentials, format) => {
  const taskQueue = `${temporal.taskQueue}-${format}`;
  const worker = await startWorker(credentials, format, taskQueue);
  const start = (fn: string, options: object) =>
    temporal.client.workflow.start('callChain', {
      ...temporal.run(),
      taskQueue,
      memo: { fn },
      args: [{ functions: [{ fn, logs: true, ...options }], input: { some: 'event' } }],
    });

  const fine = await start('fine', {});
  expect(await fine.result()).toEqual({ some: 'event' });
  const failing = await Promise.all(FAILING.map((fn) => start(fn, { retry: [] })));
  for (const run of failing) await expect(run.result()).rejects.toThrow('Workflow execution failed');
  const waiting = await start('throttled', {});
  await until(async () => {
    const { raw } = await waiting.describe();
    return raw.pendingActivities?.[0]?.lastFailure != null;
  });
  // The last: after it nothing more is sent.
  const refused = await start('refused', {});
  await expect(refused.result()).rejects.toThrow('Workflow execution failed');

  const runs = [fine, ...failing, waiting, refused];
  const left = {
    histories: textsIn(await Promise.all(runs.map((run) => run.fetchHistory()))),
    descriptions: textsIn(await Promise.all(runs.map(async (run) => (await run.describe()).raw))),
    metrics: await page(worker, /Serving Prometheus metrics.*/, '/metrics'),
    readiness: await page(worker, /Serving \/healthz.*/, '/readyz'),
    events: textsIn(events),
    logs: '',
  };
  await waiting.terminate();
  worker.kill('SIGTERM');
  const { stdout, stderr } = await worker.ended;
  left.logs = stdout + stderr;

  const secrets = [...OWN, ...gateway.received()];
  expect(secrets.length).toBeGreaterThan(OWN.length);
  expect(
    Object.entries(left).flatMap(([where, text]) => leaks(text, secrets).map((leak) => ({ where, leak }))),
  ).toEqual([]);
  // What was searched is what it should be, and where the answers repeated the secrets there is a gap.
  expect(left.histories).toMatch(/FSS\.0500[^]*\*\*\*/);
  expect(left.descriptions).toContain('FSS.0429');
  expect(left.metrics).toContain('functiongraph_calls');
  expect(left.events).toContain('was here');
  for (const fn of ['fine', 'refused', ...FAILING]) expect(left.logs).toContain(fn);
  // No redirect was followed, and nothing was sent after the refusal.
  expect(gateway.requests.filter(({ url }) => !url.startsWith('/v2/'))).toEqual([]);
  expect(gateway.requests.at(-1)?.url).toContain(':refused:');
});

import type { EmulatorEvent } from 'temporal-functiongraph/emulator';
import { emulatorFor, type TestEmulator } from '../../support/emulator';

let emulator: TestEmulator;
let events: EmulatorEvent[];
afterEach(async () => emulator.close());

const start = async (...[functions, options]: Parameters<typeof emulatorFor>): Promise<void> => {
  events = [];
  emulator = await emulatorFor(functions, { onEvent: (event) => events.push(event), ...options });
};
const startedInstances = (): number =>
  events.filter((event) => event.type === 'instance' && event.change === 'started').length;
const json = async (response: Promise<Response>): Promise<unknown> => (await response).json();

const SLOW = `
let running = 0;
exports.handler = async (event, context) => {
  const together = ++running;
  await new Promise((resolve) => setTimeout(resolve, event.ms));
  running--;
  return { i: event.i, together };
};`;

test('an instance is reused, and works on one call at a time', async () => {
  await start({ slow: SLOW });
  const calls = Array.from({ length: 8 }, (_, i) => json(emulator.call('slow', { i, ms: 30 })));
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 8 }, (_, i) => ({ i, together: 1 })));
  const before = startedInstances();
  expect(before).toBeGreaterThan(1);
  for (let i = 0; i < 5; i++) await emulator.call('slow', { i, ms: 0 });
  expect(startedInstances()).toBe(before);
});

test('short calls that come at once share the instances that are free first', async () => {
  await start({ slow: SLOW }, { limits: { startingInstances: 1 } });
  await Promise.all(Array.from({ length: 50 }, (_, i) => emulator.call('slow', { i, ms: 0 })));
  expect(startedInstances()).toBeLessThan(10);
});

test('calls beyond the concurrency are throttled and do not run', async () => {
  await start({ slow: SLOW }, { limits: { concurrency: 2 } });
  const responses = await Promise.all([1, 2, 3, 4].map((i) => emulator.call('slow', { i, ms: 200 })));
  expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429, 429]);
  const refused = responses.find(({ status }) => status === 429);
  expect(await refused?.json()).toEqual({
    error_code: 'FSS.0429',
    error_msg: 'Your request has been controlled by overload sdk, please retry later.',
  });
  expect((await emulator.call('slow', { i: 5, ms: 0 })).status).toBe(200);
});

test('the gateway stops waiting while the function goes on', async () => {
  await start({ slow: SLOW }, { limits: { gatewayTimeoutMs: 50 } });
  const response = await emulator.call('slow', { i: 1, ms: 200 });
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ error_code: 'APIGW.0201', error_msg: 'Backend timeout.' });
  while (!events.some(({ type }) => type === 'answer'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(events.find(({ type }) => type === 'answer')).toMatchObject({ code: 0 });
});

test('an initializer runs once in each instance, before its first call', async () => {
  await start({
    ready: {
      'index.js': `
        let runs = 0;
        exports.initializer = (context, callback) => setTimeout(() => { runs++; callback(null, ''); }, 20);
        exports.handler = async (event, context) => ({ runs });`,
      'function.yaml': 'initializer: index.initializer',
    },
  });
  expect(await json(emulator.call('ready'))).toEqual({ runs: 1 });
  expect(await json(emulator.call('ready'))).toEqual({ runs: 1 });
});

test.each([
  ['throws', "throw new TypeError('no database');", '4009', /initialization exception, error: no database/],
  ['calls back with an error', "callback(new TypeError('no database'));", '4009', /error: no database/],
  ['does not finish', '', '4211', /^runtime initialization timed out after 0.2s$/],
  ['ends the process', 'process.exit(1);', '4204', /^runtime process is exited$/],
])('an initializer that %s fails the calls after three instances', async (_, code, status, message) => {
  await start({
    broken: {
      'index.js': `exports.initializer = (context, callback) => { ${code} };\nexports.handler = async (e, c) => 1;`,
      'function.yaml': 'initializer: index.initializer\ninitializerTimeoutSeconds: 0.2',
    },
  });
  const response = await emulator.call('broken');
  expect(response.headers.get('x-func-err-code')).toBe(status);
  expect(await response.text()).toMatch(message);
  expect(startedInstances()).toBe(3);
});

test('an initializer that fails at first does no harm', async () => {
  await start({
    shaky: {
      'index.js': `
        const fs = require('fs');
        exports.initializer = (context, callback) => {
          const tried = fs.existsSync(__dirname + '/../tried');
          fs.writeFileSync(__dirname + '/../tried', '');
          callback(tried ? null : new Error('not yet'));
        };
        exports.handler = async (event, context) => 'ready';`,
      'function.yaml': 'initializer: index.initializer',
    },
  });
  expect(await (await emulator.call('shaky')).text()).toBe('ready');
  expect(startedInstances()).toBe(2);
});

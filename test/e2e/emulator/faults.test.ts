import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionGraphClient, type FunctionGraphError } from 'temporal-functiongraph/functiongraph';
import { ERROR_TABLE, type ErrorRow } from '../../../functiongraph/errors/error-table';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';

const COUNT =
  'let runs = 0; exports.handler = async (event, context) => ({ runs: event === "ask" ? runs : ++runs });';

let emulator: TestEmulator;
let client: FunctionGraphClient;
beforeEach(async () => {
  emulator = await emulatorFor({ count: COUNT });
  client = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint: emulator.address,
    auth: { token: 'any' },
  });
});
afterEach(async () => {
  await client.close();
  await emulator.close();
});

test('faults.yaml strikes the calls that it names, and a change takes effect at once', async () => {
  const script = (text: string): void => writeFileSync(join(emulator.folder, 'faults.yaml'), text);
  script("count:\n  - { calls: '1-2,4', fault: throttle, retryAfterSeconds: 7 }\n");
  const statuses = [];
  for (let call = 1; call <= 5; call++) {
    const response = await emulator.call('count');
    statuses.push([response.status, response.headers.get('retry-after')]);
  }
  expect(statuses).toEqual([
    [429, '7'],
    [429, '7'],
    [200, null],
    [429, '7'],
    [200, null],
  ]);
  script('count:\n  - { calls: 1, fault: status, code: FSS.0503 }\n');
  expect((await emulator.call('count')).status).toBe(503);
  expect((await emulator.call('count')).status).toBe(200);
});

test.each([
  ['reset', { fault: 'reset' }, 'maybe', 0],
  ['resetAfter', { fault: 'resetAfter' }, 'maybe', 1],
  ['truncated', { fault: 'truncated' }, 'maybe', 1],
  ['malformed', { fault: 'malformed' }, 'maybe', 1],
  ['noAnswer', { fault: 'noAnswer' }, 'maybe', 0],
  ['noAnswer after the function ran', { fault: 'noAnswer', executed: true }, 'maybe', 1],
  ['throttle', { fault: 'throttle' }, 'no', 0],
  ['status', { fault: 'status', status: 504, code: 'APIGW.0201' }, 'maybe', 0],
  [
    'status after the function ran',
    { fault: 'status', status: 504, code: 'APIGW.0201', executed: true },
    'maybe',
    1,
  ],
] as const)('the client meets %s as what it is', async (_, fault, executed, runs) => {
  emulator.setFaults({ count: [{ calls: 1, ...fault }] });
  const error = await failureOf(client.invoke('count', {}, { timeoutMs: 1000 }));
  expect(error.executed).toBe(executed);
  expect((await client.invoke('count', 'ask')).output).toEqual({ runs });
});

test('a delay comes before the answer, or before a further fault', async () => {
  emulator.setFaults({
    count: [
      { fault: 'delay', delayMs: 60 },
      { calls: 2, fault: 'throttle' },
    ],
  });
  const startedAt = performance.now();
  await client.invoke('count', {});
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(60);
  const error = await failureOf(client.invoke('count', {}));
  expect(error.code).toBe('FSS.0429');
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(120);
});

test('a fault with a probability strikes as the given source of chance says', async () => {
  const numbers = [0.1, 0.9, 0.4];
  const other = await emulatorFor(
    { count: COUNT },
    { faults: { count: [{ probability: 0.5, fault: 'throttle' }] }, random: () => numbers.shift() ?? 1 },
  );
  try {
    const statuses = [];
    for (let call = 1; call <= 4; call++) statuses.push((await other.call('count')).status);
    expect(statuses).toEqual([429, 200, 429, 200]);
  } finally {
    await other.close();
  }
});

test('a body can be anything', async () => {
  emulator.setFaults({ count: [{ fault: 'status', status: 502, body: '<html>no backend</html>' }] });
  const response = await emulator.call('count');
  expect([response.status, await response.text()]).toEqual([502, '<html>no backend</html>']);
});

test('the format of an answer is asked for in any case of letters, and holds for a scripted failure of the kernel', async () => {
  emulator.setFaults({ count: [{ fault: 'status', code: 4010 }] });
  const response = await emulator.call('count', {}, { headers: { 'X-CFF-Request-Version': 'V1' } });
  expect(response.headers.get('x-cff-response-version')).toBe('v1');
  expect(await response.json()).toMatchObject({ status: 500, result: expect.any(String) as string });
});

test('every row of the error table can be scripted, and arrives as that row', async () => {
  for (const row of ERROR_TABLE)
    for (const status of row.status.length > 0 ? row.status : [undefined]) {
      const code = exampleOf(row);
      emulator.setFaults({ count: [{ fault: 'status', code, ...(status !== undefined && { status }) }] });
      const error = await failureOf(client.invoke('count', {}));
      expect({ code: error.code, executed: error.executed, transient: error.transient }).toEqual({
        code,
        executed: row.executed,
        transient: row.transient,
      });
    }
});

test.each([
  [{ count: [{ fault: 'explode' }] }, 'count.0.fault'],
  [{ count: [{ fault: 'throttle', after: 3 }] }, 'after'],
  [{ count: [{ fault: 'throttle', calls: 'some' }] }, 'count.0.calls'],
])('a script that cannot be understood is refused by name: %j', (script, name) => {
  expect(() => emulator.setFaults(script as never)).toThrow(name);
});

/** A code that the row stands for: `1619xx` is one for many. */
function exampleOf(row: ErrorRow): string {
  return row.code.replaceAll('x', '9');
}

async function failureOf(call: Promise<unknown>): Promise<FunctionGraphError> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: FunctionGraphError) => error,
  );
}

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionGraphPlugin, loadConfiguration } from 'temporal-functiongraph';
import { typeErrors, writeModules } from '../../support/docs-modules';
import { codeBlocks } from '../../support/docs-page';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';

const PAGE = 'docs/retries.md';
const temporal = useTemporal();
const order = { orderId: 'o-1', total: 5 };
const struck: string[] = [];
let folder: string;
let emulator: TestEmulator;

const handler = (body: string): string => `let calls = 0;
exports.handler = async (event, context) => { calls += 1; ${body} };
const failed = (name) => Object.assign(new Error('as asked'), { name });`;

beforeAll(async () => {
  folder = writeModules(PAGE);
  const functions = {
    'read-stock': handler('return event.total > 0 ? 3 : 0;'),
    'reserve-stock': handler('return { reserved: event.requestKey.length };'),
    charge: handler("if (event.total > 100) throw failed('PaymentDeclined'); return { paymentId: 'paid' };"),
    'find-payment': handler("return { paymentId: 'found' };"),
    'fetch-rates': handler("if (calls <= 2) throw failed('SourceDown'); return 7.1;"),
    'fetch-report': handler("throw failed('NotReady');"),
    book: handler("return { bookingId: 'b-1' };"),
    confirm: handler('return null;'),
    unbook: handler('return null;'),
  };
  emulator = await emulatorFor(functions, { onEvent: noteFault });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function noteFault(event: { type: string; functionName?: string; fault?: string }): void {
  if (event.type === 'fault') struck.push(`${event.functionName} ${event.fault}`);
}

async function run(workflow: string, ...args: unknown[]): Promise<unknown> {
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  const client = { region: 'cn-north-4', projectId: PROJECT_ID, endpoint: emulator.address, auth };
  return temporal.withWorker(
    { workflows: join(folder, 'workflows.ts'), plugins: [new FunctionGraphPlugin({ client })] },
    () => temporal.client.workflow.execute(workflow, { ...temporal.run(), args }),
  );
}

const example = (name: string): string =>
  codeBlocks(PAGE).find((block) => block.name === name)?.code ?? `no example ${name}`;

test('the workflows compile as they stand', () => {
  expect(typeErrors(folder)).toBe('');
});

test('an order is placed, or nothing is left', async () => {
  expect(await run('placeOrder', order)).toEqual({ paymentId: 'paid' });
  expect(await run('placeOrder', { ...order, total: 0 })).toEqual({ soldOut: true });
});

test('a declined payment and an unknown outcome are told apart', async () => {
  expect(await run('pay', { ...order, total: 500 })).toBe('declined');
  writeFileSync(join(emulator.folder, 'faults.yaml'), example('retries-faults'));
  expect(await run('pay', order)).toBe('found');
  expect(struck).toEqual(['charge throttle', 'charge throttle', 'charge resetAfter']);
});

test('each rule counts for itself', async () => {
  expect(await run('rates', 'CNY')).toEqual({ rate: 7.1, tries: 3 });
});

test('a wait over the deadline gives up now', async () => {
  expect(await run('reportIfReady', 'r-1')).toBeNull();
});

test('a trip is booked', async () => {
  expect(await run('bookTrip', 'Shenzhen')).toEqual({ bookingId: 'b-1' });
});

test('the configuration is taken as it stands', () => {
  writeFileSync(join(folder, 'tfg.yaml'), example('retries-configuration'));
  const { settings } = loadConfiguration({ cwd: folder, env: { FUNCTIONGRAPH_REGION: 'cn-north-4' } });
  expect(settings.functions?.['notify']).toMatchObject({ delivery: 'at-most-once' });
});

test('every example has been run by a test of this file', () => {
  const names = codeBlocks(PAGE)
    .filter(({ language }) => language !== '')
    .map(({ name }) => name);
  expect(names).toEqual([
    'retries-choose',
    'retries-failure',
    'retries-rules',
    'retries-configuration',
    'retries-time',
    'retries-cancel',
    'retries-faults',
  ]);
});

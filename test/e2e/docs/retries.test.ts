import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { FunctionGraphPlugin, functionSettings, loadConfiguration } from 'temporal-functiongraph';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { Examples } from './examples';
import { FunctionLedger } from './function-ledger';
import { UserProject } from './user-project';

const examples = new Examples('docs/retries.md');
const code = ['choose', 'failure', 'rules', 'time', 'cancel'].map((name) => examples.take(`retries-${name}`));
const configuration = examples.take('retries-configuration');
const faults = examples.take('retries-faults');

const temporal = useTemporal();
const project = new UserProject();
const ledger = new FunctionLedger(project.folder);
const workflows = project.path('workflows.js');
const env = { FUNCTIONGRAPH_REGION: 'cn-north-4', HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID };
/** https://github.com/temporalio/api: PendingActivityState. */
const CANCEL_REQUESTED = 3;

/** Of a body: throws an error of this name. */
const fails = (name: string) => `throw Object.assign(new Error('it failed'), { name: '${name}' });`;

let emulator: TestEmulator;
let client: FunctionGraphClient;
let plugins: FunctionGraphPlugin[];

beforeAll(async () => {
  project.write('workflows.ts', code.join('\n'));
  project.write('tfg.yaml', configuration);
  await project.compile();
  emulator = await emulatorFor({
    'read-stock': ledger.handler("return event.orderId === 'sold out' ? 0 : 5;"),
    'reserve-stock': ledger.handler('return { reserved: 1 };'),
    charge: ledger.handler(`if (event.total < 0) ${fails('PaymentDeclined')} return { paymentId: 'P-1' };`),
    'find-payment': ledger.handler("return event.orderId === 'lost' ? null : { paymentId: 'found' };"),
    // Each letter of the currency is a run of the function.
    'fetch-rates': ledger.handler(`if (event.currency[nth] === 'D') ${fails('SourceDown')} return 7;`),
    'fetch-report': ledger.handler(`if (event.reportId !== 'ready') ${fails('NotReady')} return 'text';`),
    book: {
      'function.yaml': 'timeoutSeconds: 30',
      'index.js': ledger.handler(`${ledger.untilOpen()} return { bookingId: 'B-1' };`),
    },
    confirm: ledger.handler('return null;'),
    unbook: ledger.handler('return null;'),
    notify: ledger.handler("return 'sent';"),
  });
  client = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint: emulator.address,
    auth: { accessKey: 'AK', secretKey: 'SK' },
  });
  plugins = [new FunctionGraphPlugin({ client })];
});
afterAll(async () => {
  await client?.close();
  await emulator?.close();
});
beforeEach(() => {
  ledger.clear();
  emulator.setFaults({});
});

/** Runs `body` on a workflow of the page. */
function running<T>(type: string, arg: unknown, body: (handle: WorkflowHandle) => Promise<T>): Promise<T> {
  return temporal.withWorker({ workflows, plugins }, async () =>
    body(await temporal.client.workflow.start(type, { ...temporal.run(), args: [arg] })),
  );
}

const execute = (type: string, arg: unknown) => running<unknown>(type, arg, (handle) => handle.result());

async function failureOf(run: Promise<unknown>) {
  const ended: unknown = await run.catch((thrown: unknown) => thrown);
  const failure = functionGraphFailure(ended);
  if (failure === undefined) throw new Error('it did not fail in a step', { cause: ended });
  return failure;
}

describe('what to choose', () => {
  test('a lost answer repeats what may be repeated, with one key for all tries, and a throttle even the payment', async () => {
    emulator.setFaults({
      'read-stock': [{ calls: 1, fault: 'resetAfter' }],
      'reserve-stock': [{ calls: 1, fault: 'resetAfter' }],
      charge: [{ calls: '1-2', fault: 'throttle' }],
    });
    const runId = await running('placeOrder', { orderId: 'A', total: 3 }, async (handle) => {
      expect(await handle.result()).toEqual({ paymentId: 'P-1' });
      return (await handle.describe()).runId;
    });
    const event = { orderId: 'A', total: 3, requestKey: `${runId}/reserve-stock` };
    expect(ledger.events('read-stock')).toHaveLength(2);
    expect(ledger.events('reserve-stock')).toEqual([event, event]);
    expect(ledger.events('charge')).toHaveLength(1);
  });

  test('a function of several steps is ordinary workflow code', async () => {
    expect(await execute('placeOrder', { orderId: 'sold out', total: 3 })).toEqual({ soldOut: true });
    expect(ledger.events('charge')).toEqual([]);
  });
});

describe('a failed try', () => {
  test('has the names that the page says', async () => {
    await expect(client.invoke('charge', { orderId: 'A', total: -1 })).rejects.toMatchObject({
      executed: 'yes',
      names: [
        'PaymentDeclined',
        '4002',
        'FSS.4002',
        'FunctionGraph.FunctionError',
        'States.TaskFailed',
        'States.ALL',
      ],
    });
  });

  test('that the function means is told by its own error type', async () => {
    expect(await execute('pay', { orderId: 'A', total: -1 })).toBe('declined');
    expect(ledger.events('charge')).toHaveLength(1);
  });

  test('of a function that did not run needs no look', async () => {
    emulator.setFaults({ charge: [{ fault: 'status', code: 'FSS.1051' }] });
    expect(await execute('pay', { orderId: 'A', total: 3 })).toBe('not charged');
    expect(ledger.events('find-payment')).toEqual([]);
  });

  test('of an unknown outcome is looked up, and stays unknown where nothing is found', async () => {
    emulator.setFaults({ charge: [{ fault: 'resetAfter' }] });
    expect(await execute('pay', { orderId: 'A', total: 3 })).toBe('found');
    expect(ledger.events('charge')).toHaveLength(1);
    expect(await failureOf(execute('pay', { orderId: 'lost', total: 3 }))).toMatchObject({
      executed: 'maybe',
      names: expect.arrayContaining(['FunctionGraph.OutcomeUnknown']),
    });
  });

  test('comes from faults.yaml as the page says', async () => {
    const own = await emulatorFor({
      charge: ledger.handler("return { paymentId: 'P-1' };"),
      'find-payment': ledger.handler("return { paymentId: 'found' };"),
    });
    writeFileSync(join(own.folder, 'faults.yaml'), faults);
    const { region, projectId } = client;
    const auth = { accessKey: 'AK', secretKey: 'SK' };
    const options = { region, projectId, endpoint: own.address, auth };
    try {
      const args = [{ orderId: 'A', total: 3 }];
      const outcome = temporal.withWorker(
        { workflows, plugins: [new FunctionGraphPlugin({ client: options })] },
        () => temporal.client.workflow.execute('pay', { ...temporal.run(), args }),
      );
      expect(await outcome).toBe('found');
    } finally {
      await own.close();
    }
    expect(ledger.events('charge')).toHaveLength(1);
    expect(ledger.events('find-payment')).toHaveLength(1);
  });
});

describe('rules', () => {
  test('each counts its own retries', async () => {
    // The function runs in calls 2, 4 and 7, and fails in the first two of these.
    emulator.setFaults({ 'fetch-rates': [{ calls: '1,3,5-6', fault: 'throttle' }] });
    expect(await execute('rates', 'DD-')).toEqual({ rate: 7, tries: 7 });
  });

  test('one whose retries are used gives up, whatever the others have left', async () => {
    emulator.setFaults({ 'fetch-rates': [{ calls: 1, fault: 'throttle' }] });
    expect(await failureOf(execute('rates', 'DDDD'))).toMatchObject({
      names: expect.arrayContaining(['SourceDown']),
      tries: 4,
      message: expect.stringContaining('retry rule 1 (SourceDown) allows 2 retries, and all are used'),
    });
  });

  test('one with 0 retries goes before one that has more', async () => {
    emulator.setFaults({ 'fetch-rates': [{ fault: 'status', code: 'APIGW.0201', status: 504 }] });
    expect(await failureOf(execute('rates', '-'))).toMatchObject({ tries: 1, executed: 'maybe' });
  });

  test('of the configuration hold where the workflow says nothing', async () => {
    const { settings } = loadConfiguration({ cwd: project.folder, env });
    const configured = [new FunctionGraphPlugin({ client, functions: functionSettings(settings) })];
    const args = [{ functions: ['notify'] }];
    const notify = () =>
      temporal.withWorker({ plugins: configured }, () =>
        temporal.client.workflow.execute('callChain', { ...temporal.run(), args }),
      );
    emulator.setFaults({ notify: [{ calls: '1-2', fault: 'throttle' }] });
    expect(await notify()).toBe('sent');
    emulator.setFaults({ notify: [{ calls: 1, fault: 'resetAfter' }] });
    expect(await failureOf(notify())).toMatchObject({ executed: 'maybe', tries: 1 });
    expect(ledger.events('notify')).toHaveLength(2);
  });
});

describe('time', () => {
  test('a long wait ends the attempt and shows the failure and the next try, without a further event', async () => {
    await running('report', 'not yet', async (handle) => {
      const pending = async () => (await handle.describe()).raw.pendingActivities?.[0];
      await until(async () => (await pending())?.attempt === 2);
      expect((await pending())?.lastFailure?.message).toContain('next try in 30 s');
      const { events } = await handle.fetchHistory();
      expect(events?.at(-1)?.activityTaskScheduledEventAttributes?.activityId).toBe('fetch-report');
      await handle.terminate();
    });
  });

  test('a wait beyond the deadline gives up at once', async () => {
    expect(await execute('reportIfReady', 'not yet')).toBeNull();
    expect(await execute('reportIfReady', 'ready')).toBe('text');
    expect(ledger.events('fetch-report')).toHaveLength(2);
  });
});

test('a call that finishes although its workflow is cancelled has a result to take back', async () => {
  await running('bookTrip', 'Oslo', async (handle) => {
    await until(() => ledger.events('book').length === 1);
    await handle.cancel();
    await until(
      async () => Number((await handle.describe()).raw.pendingActivities?.[0]?.state) === CANCEL_REQUESTED,
    );
    ledger.open();
    const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
  });
  expect(ledger.events('unbook')).toEqual([{ bookingId: 'B-1' }]);
  expect(ledger.events('confirm')).toEqual([]);
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import type { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { clientOf, heartbeatOf, Ledger, oneStep, stepHistory, WORK } from './support';
import { startVictim } from './victim';

const temporal = useTemporal();

let emulator: TestEmulator;
let client: FunctionGraphClient;
let throttles = 0;
let victim: ChildProcess | undefined;
beforeAll(async () => {
  emulator = await emulatorFor(
    { work: WORK, throttled: WORK },
    { onEvent: (event) => void (event.type === 'fault' && throttles++) },
  );
  client = clientOf(emulator.address);
});
afterAll(async () => {
  victim?.kill('SIGKILL');
  await client.close();
  await emulator.close();
});

const failureOf = async (handle: WorkflowHandle) =>
  functionGraphFailure(await handle.result().catch((error: unknown) => error));

test('a worker killed with -9 loses no step, no count, and runs no at-most-once function twice', async () => {
  const start = (args: unknown[]): Promise<WorkflowHandle> =>
    temporal.client.workflow.start('callChain', { ...temporal.run(), args });
  emulator.setFaults({ throttled: [{ fault: 'throttle' }] });
  const repeatedLedger = new Ledger(emulator.folder, 'repeated');
  const singleLedger = new Ledger(emulator.folder, 'single');

  victim = await startVictim(temporal, emulator.address);
  const waiting = await start(
    oneStep(
      'throttled',
      {},
      { retry: [{ errors: ['FSS.0429'], maxAttempts: 2, interval: 1900, backoffRate: 1 }] },
    ),
  );
  const repeated = await start(oneStep('work', { ledger: repeatedLedger.path, ms: 2000 }));
  const single = await start(
    oneStep('work', { ledger: singleLedger.path, ms: 2000 }, { delivery: 'at-most-once' }),
  );
  // One step sleeps between two tries, two are in the middle of a call.
  await until(
    () => throttles === 1 && repeatedLedger.count('start') === 1 && singleLedger.count('start') === 1,
  );
  await until(async () => (await heartbeatOf(waiting)) !== undefined);
  victim.kill('SIGKILL');
  await once(victim, 'exit');

  await temporal.withWorker({ activities: createActivities(client) }, async () => {
    expect(await repeated.result()).toEqual({ done: true });
    expect(await stepHistory(repeated)).toMatchObject({ reply: { tries: 2 } });
    expect(await failureOf(single)).toMatchObject({
      executed: 'maybe',
      names: ['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
    });
    expect(await failureOf(waiting)).toMatchObject({ code: 'FSS.0429', executed: 'no', tries: 3 });
  });
  expect(throttles).toBe(3);
  expect(repeatedLedger.count('start')).toBe(2);
  expect(singleLedger.count('start')).toBe(1);
});

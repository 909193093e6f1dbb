import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import type { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { clientOf, Ledger, oneStep, stepHistory, WORK } from './support';
import { startVictim } from './victim';

const temporal = useTemporal();

let emulator: TestEmulator;
let client: FunctionGraphClient;
let victim: ChildProcess | undefined;
beforeAll(async () => {
  emulator = await emulatorFor({ work: { 'function.yaml': 'timeoutSeconds: 30', 'index.js': WORK } });
  client = clientOf(emulator.address);
});
afterAll(async () => {
  victim?.kill('SIGKILL');
  await client.close();
  await emulator.close();
});

interface Run {
  readonly handle: WorkflowHandle;
  readonly book: Ledger;
}

async function startStep(name: string, delivery: string): Promise<Run> {
  const book = new Ledger(emulator.folder, `${name}-${delivery}`);
  const args = oneStep('work', { ledger: book.path, ms: 4000 }, { delivery });
  return { handle: await temporal.client.workflow.start('callChain', { ...temporal.run(), args }), book };
}

const startBoth = async (name: string) => ({
  repeated: await startStep(name, 'at-least-once'),
  single: await startStep(name, 'at-most-once'),
});

const step = ({ handle }: Run) => ({
  namespace: 'default',
  execution: { workflowId: handle.workflowId },
  type: 'invokeFunction',
});

/** The first call was counted as an unknown outcome: what may be repeated was, what must not be ended with that. */
async function expectUnknownOutcomes({ repeated, single }: Record<'repeated' | 'single', Run>) {
  expect(await repeated.handle.result()).toEqual({ done: true });
  expect(await stepHistory(repeated.handle)).toMatchObject({ reply: { tries: 2 } });
  expect(repeated.book.count('start')).toBe(2);
  const error: unknown = await single.handle.result().catch((thrown: unknown) => thrown);
  expect(functionGraphFailure(error)).toMatchObject({
    executed: 'maybe',
    names: ['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
  });
  expect(single.book.count('start')).toBe(1);
}

test('a worker lost after an operator paused or reset its calls leaves unknown outcomes; a pause is not over with it', async () => {
  victim = await startVictim(temporal, emulator.address);
  const [paused, reset] = [await startBoth('paused'), await startBoth('reset')];
  const [pausedRuns, resetRuns] = [Object.values(paused), Object.values(reset)];
  await until(() => [...pausedRuns, ...resetRuns].every(({ book }) => book.count('start') === 1));
  const { workflowService } = temporal.client;
  for (const run of pausedRuns) await workflowService.pauseActivity(step(run));
  for (const run of resetRuns) await workflowService.resetActivity(step(run));
  victim.kill('SIGKILL');
  await once(victim, 'exit');

  await temporal.withWorker({ activities: createActivities(client) }, async () => {
    await expectUnknownOutcomes(reset);
    for (const { handle, book } of pausedRuns) {
      expect((await handle.describe()).raw.pendingActivities?.[0]).toMatchObject({ paused: true });
      expect(book.count('start')).toBe(1);
    }
    for (const run of pausedRuns) await workflowService.unpauseActivity(step(run));
    await expectUnknownOutcomes(paused);
  });
});

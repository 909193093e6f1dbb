import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { ROOT } from '../../support/compose-file';
import { until } from '../../support/until';
import { functionFolder } from '../cli/emulator';
import { cleanUp } from '../cli/tfg';
import { Ledger } from '../worker/ledger';
import { missingPrograms } from './missing-programs';
import { NativeStack } from './native-stack';
import { findServerCommands } from './temporal-commands';

const missing = missingPrograms();
const BUILD_WITHIN_MS = 15 * 60_000;
const RUN_WITHIN_MS = 90_000;
const describeStack = missing.length === 0 ? describe : describe.skip;
const title = 'the services of docker-compose.yml';

describeStack(missing.length === 0 ? title : `${title} (missing here: ${missing.join(', ')})`, () => {
  let ledger: Ledger;
  let stack: NativeStack;
  let connection: Connection;

  beforeAll(() => findServerCommands((line) => process.stderr.write(`${line}\n`)), BUILD_WITHIN_MS);
  beforeAll(async () => {
    ledger = new Ledger();
    const functions = functionFolder({
      check: ledger.step('check'),
      charge: ledger.gatedStep('charge'),
      ship: ledger.step('ship'),
      notify: `await new Promise((resolve) => setTimeout(resolve, 200)); ${ledger.step('notify')}`,
    });
    writeFileSync(join(functions, 'faults.yaml'), "ship:\n  - { calls: '1', fault: throttle }\n");
    stack = await NativeStack.up({
      POSTGRES_PASSWORD: 'password-of-a-test',
      HUAWEICLOUD_SDK_AK: 'AK',
      HUAWEICLOUD_SDK_SK: 'secret-key-of-a-test',
      FUNCTIONS: functions,
    });
    connection = await Connection.connect({ address: stack.address });
  }, RUN_WITHIN_MS);
  afterAll(async () => {
    await connection?.close();
    await stack?.down();
    await cleanUp();
  }, RUN_WITHIN_MS);

  async function startChain(functions: readonly unknown[]) {
    const run = ledger.newRun();
    const handle = await new Client({ connection }).workflow.start('callChain', {
      taskQueue: 'functiongraph',
      workflowId: `chain-${run}`,
      args: [{ functions, input: { run } }],
    });
    const waitsForAnotherTry = async (): Promise<boolean> => {
      const { raw } = await handle.describe();
      return raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.message) ?? false;
    };
    return { run, waitsForAnotherTry, result: (): Promise<unknown> => handle.result() };
  }

  test(
    'runs outlast a restart of Temporal in the middle of a call and a crash of PostgreSQL in a wait, and every step runs once',
    async () => {
      const steps = Array.from({ length: 10 }, () => ['check', 'notify']).flat();
      const others = await Promise.all(Array.from({ length: 6 }, () => startChain(steps)));
      const patient = [{ errors: ['FunctionGraph.Throttled'], interval: '4s', jitter: 'none' }];
      const chain = await startChain(['check', 'charge', { fn: 'ship', retry: patient }, 'notify']);
      const { run } = chain;

      await ledger.reaches(run, 'charge');
      await stack.stop('temporal');
      ledger.open(run);
      await stack.start('temporal');
      await until(chain.waitsForAnotherTry);
      await stack.crashPostgresql();
      await stack.start('postgresql');

      expect(await chain.result()).toEqual({ run, check: true, charge: true, ship: true, notify: true });
      expect(ledger.ran(run)).toEqual(['check', 'charge', 'ship', 'notify']);
      for (const other of others) {
        expect(await other.result()).toEqual({ run: other.run, check: true, notify: true });
        expect(ledger.ran(other.run)).toEqual(steps);
      }
    },
    RUN_WITHIN_MS,
  );

  test('the jobs run again without harm, as with every start and after an upgrade', async () => {
    const chain = await startChain(['check']);
    await stack.start('schema');
    await stack.start('namespace');
    expect(await chain.result()).toEqual({ run: chain.run, check: true });
  });

  test('the server knows every setting of deploy/dynamic-config.yaml', async () => {
    const { 'temporal-server': server } = await findServerCommands(() => {});
    const file = join(ROOT, 'deploy', 'dynamic-config.yaml');
    const { stdout } = await promisify(execFile)(server, ['validate-dynamic-config', file]);
    expect(stdout.trim()).toBe(file);
  });
});

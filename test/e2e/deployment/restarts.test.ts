import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { startPipeline } from 'temporal-functiongraph/client';
import { ROOT } from '../../support/compose-file';
import { until } from '../../support/until';
import { functionFolder } from '../cli/emulator';
import { cleanUp, emptyFolder } from '../cli/tfg';
import { Ledger } from '../worker/ledger';
import { missingPrograms } from '../../support/stack/missing-programs';
import { NativeStack } from '../../support/stack/native-stack';
import { ITEMS, RESTART_PIPELINE, resultOf, STEPS } from './restart-pipeline';
import { findServerCommands } from '../../support/stack/temporal-commands';

const missing = missingPrograms();
const BUILD_WITHIN_MS = 15 * 60_000;
const RUN_WITHIN_MS = 180_000;
const describeStack = missing.length === 0 ? describe : describe.skip;
const title = 'the services of docker-compose.yml';

describeStack(missing.length === 0 ? title : `${title} (missing here: ${missing.join(', ')})`, () => {
  let ledger: Ledger;
  let stack: NativeStack;
  let connection: Connection;
  const tokens = emptyFolder();

  beforeAll(() => findServerCommands((line) => process.stderr.write(`${line}\n`)), BUILD_WITHIN_MS);
  beforeAll(async () => {
    ledger = new Ledger();
    const functions = functionFolder({
      check: ledger.step('check'),
      charge: ledger.gatedStep('charge'),
      ship: ledger.step('ship'),
      notify: `await new Promise((resolve) => setTimeout(resolve, 200)); ${ledger.step('notify')}`,
      bill: ledger.gatedStep('bill'),
      remind: ledger.step('remind'),
      invoice: ledger.step('invoice'),
      ask: `require('node:fs').writeFileSync(${JSON.stringify(tokens)} + '/' + event.run, event.token); ${ledger.step('ask')}`,
      price: ledger.step('price'),
    });
    writeFileSync(
      join(functions, 'faults.yaml'),
      ['ship', 'invoice'].map((name) => `${name}:\n  - { calls: '1', fault: throttle }\n`).join(''),
    );
    const objects = emptyFolder();
    mkdirSync(join(objects, 'shop'));
    writeFileSync(join(objects, 'shop', 'items.json'), JSON.stringify(ITEMS));
    stack = await NativeStack.up({
      POSTGRES_PASSWORD: 'password-of-a-test',
      HUAWEICLOUD_SDK_AK: 'AK',
      HUAWEICLOUD_SDK_SK: 'secret-key-of-a-test',
      FUNCTIONGRAPH_CALLBACK_KEY: 'callback-key-of-a-test-0123456789',
      FUNCTIONS: functions,
      OBJECTS: objects,
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

  async function callBack(run: string, body: object): Promise<number> {
    const token = readFileSync(join(tokens, run), 'utf8');
    const url = `${stack.workerUrl}/callback/${token}`;
    return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
  }

  test(
    'runs outlast a restart of Temporal in the middle of a call and a crash of PostgreSQL in a wait, and every step runs once',
    async () => {
      const steps = Array.from({ length: 10 }, () => ['check', 'notify']).flat();
      const others = await Promise.all(Array.from({ length: 6 }, () => startChain(steps)));
      const patient = [{ errors: ['FunctionGraph.Throttled'], interval: '4s', jitter: 'none' }];
      const chain = await startChain(['check', 'charge', { fn: 'ship', retry: patient }, 'notify']);
      const { run } = chain;
      const asked = ledger.newRun();
      const client = new Client({ connection });
      const pipeline = await startPipeline(client, {
        definition: RESTART_PIPELINE,
        input: { run: asked },
      });

      await ledger.reaches(run, 'charge');
      for (const step of ['bill', 'ask']) await ledger.reaches(asked, step);
      await stack.stop('temporal');
      for (const gated of [run, asked]) ledger.open(gated);
      await stack.start('temporal');
      await until(chain.waitsForAnotherTry);
      await stack.crashPostgresql();
      await stack.start('postgresql');

      expect(await chain.result()).toEqual({ run, check: true, charge: true, ship: true, notify: true });
      expect(ledger.ran(run)).toEqual(['check', 'charge', 'ship', 'notify']);
      const answer = { output: { approved: true } };
      await until(async () => (await callBack(asked, answer)) === 200);
      expect(await pipeline.result()).toEqual(resultOf(asked, answer.output));
      expect(ledger.ran(asked).toSorted()).toEqual(STEPS.toSorted());
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

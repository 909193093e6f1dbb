import { Client } from '@temporalio/client';
import { createActivities } from 'temporal-functiongraph';
import {
  definitionHash,
  PipelineDefinitionError,
  pipelineFailure,
  pipelineHandle,
  startPipeline,
} from 'temporal-functiongraph/client';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';

const temporal = useTemporal();

let functions: TestEmulator;
let client: FunctionGraphClient;
beforeAll(async () => {
  functions = await emulatorFor({
    double: 'exports.handler = async (event, context) => ({ n: event.n * 2 });',
    decline:
      "exports.handler = async (event, context) => { const e = new Error('no money'); e.name = 'Declined'; throw e; };",
  });
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  client = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint: functions.address,
    auth,
  });
});
afterAll(async () => {
  await client.close();
  await functions.close();
});

const served = <T>(body: () => Promise<T>): Promise<T> =>
  temporal.withWorker({ activities: createActivities(client) }, body);

const task = (fn: string, more: object = { End: true }) => ({ Type: 'Task', Resource: fn, ...more }) as never;
const double = { StartAt: 'Double', States: { Double: task('double') } };
const rest = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 3600, End: true } as never } };

test('a pipeline of an object, of JSON and of YAML comes to its output', async () => {
  const yaml = 'StartAt: Double\nStates:\n  Double: { Type: Task, Resource: double, End: true }\n';
  const outputs = await served(() =>
    Promise.all(
      [double, JSON.stringify(double), yaml].map(async (definition) => {
        const handle = await startPipeline(temporal.client, {
          definition,
          input: { n: 4 },
          ...temporal.run(),
        });
        return handle.result();
      }),
    ),
  );
  expect(outputs).toEqual([{ n: 8 }, { n: 8 }, { n: 8 }]);
});

test('a definition with errors starts nothing and names each place', async () => {
  const { taskQueue, workflowId } = temporal.run();
  const definition = 'StartAt: None\nStates:\n  A: { Type: Pass, End: true }\n';
  const error = await startPipeline(temporal.client, { definition, taskQueue, workflowId }).catch(
    (thrown: unknown) => thrown as PipelineDefinitionError,
  );

  expect(error).toBeInstanceOf(PipelineDefinitionError);
  expect(error).toMatchObject({
    message: expect.stringMatching(
      /^the state machine has .*nothing was started:\nline 1, column \d+ \(\/StartAt\): /,
    ) as string,
  });
  await expect(temporal.client.workflow.getHandle(workflowId).describe()).rejects.toThrow(/not found/);
});

test('a definition that cannot be run in the mode that is asked for is refused before anything is started', async () => {
  const definition = { StartAt: 'Ask', States: { Ask: task('double.waitForTaskToken') } };
  const { workflowId, taskQueue } = temporal.run();
  await expect(
    startPipeline(temporal.client, { definition, workflowId, taskQueue, mode: 'express' }),
  ).rejects.toThrow(PipelineDefinitionError);
  await expect(temporal.client.workflow.getHandle(workflowId).describe()).rejects.toThrow(/not found/);
});

test('what is too large for Temporal is refused by name and size', async () => {
  const input = 'x'.repeat(2 * 1024 * 1024);
  await expect(
    startPipeline(temporal.client, { definition: double, input, ...temporal.run() }),
  ).rejects.toThrow(/definition and input together have 2\.00 MiB, and Temporal takes at most 2 MiB/);
});

test('name, version and hash are in the memo, and the summary is for people', async () => {
  const handle = await startPipeline(temporal.client, {
    definition: { Comment: 'Doubles.', ...double },
    name: 'doubling',
    version: '7',
    workflow: { memo: { team: 'sums' } },
    ...temporal.run(),
  });
  const { memo } = await handle.describe();
  const { staticSummary, staticDetails } = await handle.workflow.describe().then(async (description) => ({
    staticSummary: await description.staticSummary(),
    staticDetails: await description.staticDetails(),
  }));
  await handle.workflow.terminate();

  const hash = definitionHash({ Comment: 'Doubles.', ...double });
  expect(memo).toEqual({ team: 'sums', pipeline: 'doubling', version: '7', definition: hash });
  expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(staticSummary).toBe('doubling 7');
  expect(staticDetails).toContain('Doubles.');
});

test('search attributes are set as soon as the namespace has them', async () => {
  const { operatorService } = temporal.connection;
  const start = async () => {
    // Each of its own: what a client found is kept for a while.
    const own = new Client({ connection: temporal.connection });
    const handle = await startPipeline(own, { definition: double, name: 'doubling', ...temporal.run() });
    const { searchAttributes } = (await handle.describe()) as { searchAttributes: Record<string, unknown> };
    await handle.workflow.terminate();
    return searchAttributes['FunctionGraphPipeline'];
  };
  await operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { FunctionGraphPipeline: 2 },
  });
  await until(async () => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace: 'default' });
    return customAttributes?.['FunctionGraphPipeline'] !== undefined;
  });

  expect(await start()).toEqual(['doubling']);
});

test('a run under way is an error, or taken where that is asked for', async () => {
  const { taskQueue, workflowId } = temporal.run();
  const first = await startPipeline(temporal.client, { definition: rest, taskQueue, workflowId });
  const second = { definition: double, taskQueue, workflowId };

  await expect(startPipeline(temporal.client, second)).rejects.toThrow(/already started/i);
  const attached = await startPipeline(temporal.client, { ...second, attach: true });
  const { memo } = await attached.describe();
  await first.workflow.terminate();

  expect(memo?.['definition']).toBe(definitionHash(rest));
});

test('a run is paused, resumed and cancelled, and its view says so', async () => {
  const { workflowId, taskQueue } = temporal.run();
  await served(async () => {
    await startPipeline(temporal.client, { definition: rest, name: 'resting', workflowId, taskQueue });
    const handle = pipelineHandle(temporal.client, workflowId);
    const status = async () => (await handle.view()).status;

    expect(await handle.view()).toMatchObject({
      name: 'resting',
      status: 'RUNNING',
      states: [{ path: 'Rest', status: 'waiting', untilMs: expect.any(Number) as number }],
    });
    await handle.pause();
    await until(async () => (await status()) === 'PAUSED');
    await handle.resume();
    await until(async () => (await status()) === 'RUNNING');
    await handle.cancel();
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect(await status()).toBe('CANCELLED');
  });
});

test('a failure says how the pipeline failed, and the view where', async () => {
  await served(async () => {
    const handle = await startPipeline(temporal.client, {
      definition: { StartAt: 'Charge', States: { Charge: task('decline') } },
      ...temporal.run(),
    });
    const error: unknown = await handle.result().catch((thrown: unknown) => thrown);

    expect(pipelineFailure(error)).toMatchObject({ status: 'FAILED', error: 'Declined' });
    expect(await handle.view()).toMatchObject({
      status: 'FAILED',
      error: 'Declined',
      cause: 'no money',
      states: [{ path: 'Charge', status: 'failed', target: 'decline', error: 'Declined', cause: 'no money' }],
      cost: { calls: 1 },
    });
  });
});

test('nothing else is the failure of a pipeline', () => {
  expect(pipelineFailure(new Error('no'))).toBeUndefined();
  expect(pipelineFailure(undefined)).toBeUndefined();
});

test("Temporal's UI gets the view as Markdown, and a line for each step", async () => {
  await served(async () => {
    const handle = await startPipeline(temporal.client, {
      definition: double,
      input: { n: 1 },
      ...temporal.run(),
    });
    await handle.result();
    const { currentDetails } = await handle.workflow.query<{ currentDetails: string }>(
      '__temporal_workflow_metadata',
    );
    const { events } = await handle.workflow.fetchHistory();
    const summaries = (events ?? []).flatMap(({ userMetadata, activityTaskScheduledEventAttributes }) =>
      activityTaskScheduledEventAttributes == null
        ? []
        : [Buffer.from(userMetadata?.summary?.data ?? []).toString()],
    );

    expect(currentDetails).toMatch(/^\*\*SUCCEEDED\*\* · 1 call .*\| ✓ \| Double \| double \|/s);
    expect(summaries).toEqual(['"Double → double"']);
  });
});

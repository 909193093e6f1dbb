import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import {
  clientOptions,
  functionSettings,
  FunctionGraphPlugin,
  loadConfiguration,
} from 'temporal-functiongraph';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { useTemporal } from '../../support/temporal';
import { emulator, PROJECT, type RunningEmulator } from '../cli/emulator';
import { cleanUp, emptyFolder } from '../cli/tfg';
import type { doubleTwice, greetDoubled } from './workflows';

const temporal = useTemporal();
const workflows = require.resolve('#dist/test/e2e/worker/workflows');
const greet = async (name: string) => `hello ${name}`;

let service: RunningEmulator;
beforeAll(async () => {
  service = await emulator({ double: 'return 2 * event;' });
});
afterAll(cleanUp);

const ownOptions = () => ({
  region: 'cn-north-4',
  projectId: PROJECT,
  endpoint: service.address,
  auth: { accessKey: 'AK', secretKey: service.env['HUAWEICLOUD_SDK_SK'] ?? '' },
});
const runGreet = () =>
  temporal.client.workflow.execute<typeof greetDoubled>('greetDoubled', { ...temporal.run(), args: [4] });

test("a user's own worker calls functions beside its own activities", async () => {
  const plugins = [new FunctionGraphPlugin({ client: ownOptions() })];
  expect(await temporal.withWorker({ workflows, plugins, activities: { greet } }, runGreet)).toBe('hello 8');
});

test('one plugin serves one worker after the other with a client of its own', async () => {
  const plugins = [new FunctionGraphPlugin({ client: ownOptions() })];
  for (const round of [1, 2])
    expect([
      round,
      await temporal.withWorker({ workflows, plugins, activities: { greet } }, runGreet),
    ]).toEqual([round, 'hello 8']);
});

test('a client that is handed over stays open', async () => {
  const client = new FunctionGraphClient(ownOptions());
  try {
    const plugins = [new FunctionGraphPlugin({ client })];
    await temporal.withWorker({ workflows, plugins, activities: { greet } }, runGreet);
    expect((await client.invoke('double', 21)).output).toBe(42);
  } finally {
    await client.close();
  }
});

test('a plugin of the connection and of the worker is applied once', async () => {
  const plugin = new FunctionGraphPlugin({ client: ownOptions() });
  const connection = await NativeConnection.connect({ address: temporal.address, plugins: [plugin] });
  try {
    const options = { workflows, connection, plugins: [plugin], activities: { greet } };
    expect(await temporal.withWorker(options, runGreet)).toBe('hello 8');
  } finally {
    await connection.close();
  }
});

test('settings of a function apply where the workflow says nothing', async () => {
  const urn = `urn:fss:cn-north-4:${PROJECT}:function:default:double:latest`;
  const plugins = [new FunctionGraphPlugin({ client: ownOptions(), functions: { renamed: { urn } } })];
  await temporal.withWorker({ plugins }, async () => {
    const handle = await temporal.client.workflow.start('callChain', {
      ...temporal.run(),
      args: [{ functions: ['renamed'], input: 5 }],
    });
    expect(await handle.result()).toBe(10);
  });
});

test('a worker of its own reads tfg.yaml as tfg does', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'tfg.yaml'), 'functions: { renamed: { urn: "default:double" } }');
  const { settings } = loadConfiguration({ cwd, env: service.env });
  const client = clientOptions(settings, service.env);
  const plugins = [new FunctionGraphPlugin({ client, functions: functionSettings(settings) })];
  await temporal.withWorker({ plugins }, async () => {
    const args = [{ functions: ['renamed'], input: 6 }];
    expect(await temporal.client.workflow.execute('callChain', { ...temporal.run(), args })).toBe(12);
  });
});

test("an activity of the user's with our name is an error that names it", async () => {
  const plugins = [new FunctionGraphPlugin({ client: ownOptions() })];
  const activities = { greet, invokeFunction: async () => 'mine' };
  await expect(temporal.createWorker({ workflows, plugins, activities })).rejects.toThrow(
    'Activity "invokeFunction" is registered twice',
  );
});

const configured = (options: Partial<WorkerOptions>) =>
  new FunctionGraphPlugin({ client: ownOptions() }).configureWorker({ taskQueue: 'any', ...options });

describe('worker options', () => {
  test('let running calls finish at shutdown and let cancellation arrive quickly', () => {
    expect(configured({})).toMatchObject({ shutdownGraceTime: 100_000, maxHeartbeatThrottleInterval: 2_000 });
  });

  test("are the user's where the user set them", () => {
    const own = { shutdownGraceTime: '5 s', maxHeartbeatThrottleInterval: '1 s' } as const;
    expect(configured(own)).toMatchObject(own);
  });
});

test('histories are replayed through the plugin', async () => {
  const plugin = new FunctionGraphPlugin({ client: ownOptions() });
  const history = await temporal.withWorker(
    { workflows, plugins: [plugin], activities: { greet } },
    async () => {
      const handle = await temporal.client.workflow.start<typeof doubleTwice>('doubleTwice', {
        ...temporal.run(),
        args: [3],
      });
      expect(await handle.result()).toBe(12);
      return handle.fetchHistory();
    },
  );
  await expect(
    Worker.runReplayHistory({ workflowsPath: workflows, plugins: [plugin] }, history),
  ).resolves.toBeUndefined();
});

test('options that no client can be made from are refused when the plugin is made', () => {
  expect(() => new FunctionGraphPlugin({ client: { ...ownOptions(), region: '' } })).toThrow(/region/);
});

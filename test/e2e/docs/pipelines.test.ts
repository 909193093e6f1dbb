import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { createActivities } from 'temporal-functiongraph';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('docs/pipelines.md');
const definition = examples.take('pipelines-definition');
const workerCommand = examples.take('pipelines-worker').trim();
const runCommand = examples.take('pipelines-run').trim();
const [detach = '', attach = '', json = ''] = commandsOf(examples.take('pipelines-detach'));
const attributes = examples.take('pipelines-attributes').trim();
const input = JSON.parse(examples.take('pipelines-json')) as unknown;
const watched = examples.take('pipelines-watched').trimEnd();
const code = examples.take('pipelines-code');
const workflows = examples.take('pipelines-workflows');

const temporal = useTemporal();
const project = new UserProject();
const home = process.cwd();
let functions: TestEmulator;
let functionGraph: FunctionGraphClient;
let client: Client;
let env: NodeJS.ProcessEnv;

/** The page uses the default task queue, which belongs to this file in a namespace of its own. */
const namespace = `docs-${Date.now()}`;

beforeAll(async () => {
  functions = await emulatorFor({
    'price-item': 'exports.handler = async (item, context) => ({ ...item, cents: 100 });',
    'charge-card': `exports.handler = async ({ order, cents }, context) => {
      context.getLogger().info('asking the bank');
      if (order === 'A-3') { const error = new Error('over the limit'); error.name = 'CardRefused'; throw error; }
      return { order, paid: cents };
    };`,
  });
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  functionGraph = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint: functions.address,
    auth,
  });
  await temporal.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  client = new Client({ connection: await Connection.connect({ address: temporal.address }), namespace });
  await until(() =>
    client.workflow.count().then(
      () => true,
      () => false,
    ),
  );
  project.write('order.asl.yaml', definition);
  project.write('order.json', JSON.stringify({ id: 'A-2', items: [{ sku: 'pen' }] }));
  project.write('order.ts', code);
  project.write('workflows.ts', workflows);
  await project.compile();
  env = {
    ...project.env,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: namespace,
    FUNCTIONGRAPH_ENDPOINT: functions.address,
    FUNCTIONGRAPH_REGION: 'cn-north-4',
    HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID,
    HUAWEICLOUD_SDK_AK: 'AK',
    HUAWEICLOUD_SDK_SK: 'SK',
  };
  const worker = new ShellCommand(workerCommand, { cwd: project.folder, env });
  await worker.writes(/Worker started/);
  process.chdir(project.folder);
});
afterAll(async () => {
  process.chdir(home);
  await endCommands();
  await client.connection.close();
  await functionGraph.close();
  await functions.close();
});

async function ended(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = new ShellCommand(line, { cwd: project.folder, env });
  return { code: await command.ended, stdout: command.stdout, stderr: command.stderr };
}

test('tfg run prints the output', async () => {
  expect(await ended(runCommand)).toMatchObject({ code: 0, stdout: '{"order":"A-1","paid":200}\n' });
});

test('a run is detached from and attached to, and told as JSON', async () => {
  expect(await ended(detach)).toMatchObject({ code: 0, stdout: 'order-A-2\n' });
  expect(await ended(attach)).toMatchObject({ code: 0, stdout: '{"order":"A-2","paid":100}\n' });
  expect(JSON.parse((await ended(json)).stdout)).toMatchObject({
    status: 'SUCCEEDED',
    output: { paid: 100 },
  });
});

test('a run that fails is shown as on the page, but for times, tries and the lines of the log', async () => {
  const { code: exit, stderr } = await ended(
    `tfg run order.asl.yaml --workflow-id order-A-3 --input '{"id": "A-3", "items": [{"sku": "pen"}, {"sku": "ink"}]}'`,
  );
  expect(exit).toBe(1);
  expect(withoutFigures(stderr)).toBe(withoutFigures(watched));
});

/** Progress of Maps depends on when it is looked at. */
function withoutFigures(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/│|items?, \d|… /.test(line))
    .join('\n')
    .trimEnd()
    .replaceAll(/ +\d+(\.\d+)? m?s/g, ' N')
    .replaceAll(/ {2}2 tries| \d calls · .*$/gm, '');
}

test('code starts a pipeline, and reads how it failed', async () => {
  const { order } = createRequire(project.path('index.js'))('./order.js') as {
    order: (client: Client, id: string) => Promise<string>;
  };
  expect(await order(client, 'A-4')).toBe('paid: {"order":"A-4","paid":100}');
  expect(await order(client, 'A-3')).toBe('Order.NotPaid: The card was refused.');
});

test("a workflows file of one's own serves pipelines, which any client can start with plain JSON", async () => {
  const own = { workflows: project.path('workflows.js'), activities: createActivities(functionGraph) };
  const output = await temporal.withWorker(own, () =>
    temporal.client.workflow.execute('runPipeline', { ...temporal.run(), args: [input] }),
  );
  expect(output).toEqual({});
});

test('the search attribute is one that clients look for', () => {
  expect(attributes).toMatch(/--name FunctionGraphPipeline --type Keyword$/);
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

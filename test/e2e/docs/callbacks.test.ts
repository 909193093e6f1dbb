import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ScriptedServer, startScriptedServer } from '../../support/scripted-server';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { emulator } from '../cli/emulator';
import { cleanUp, emptyFolder, Tfg } from '../cli/tfg';
import { Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('docs/callbacks.md');
const machine = parse(examples.take('callbacks-machine')) as object;
const handler = examples.take('callbacks-post');
const commands = examples.take('callbacks-cli');
const http = parse(examples.take('http-invoke')) as object;
const resources = parse(examples.take('temporal-resources')) as object;

const KEY = 'a-key-of-these-tests-0123456789abcdef';
const temporal = useTemporal();
const folder = emptyFolder();
let url = '';
let shop: ScriptedServer;

beforeAll(async () => {
  shop = await startScriptedServer((_, response) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"R-7"}'),
  );
  const byHand = `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'tokens'))}, event.answerTo + '\\n');`;
  const service = await emulator({ 'ask-customer': '', 'ask-by-hand': byHand });
  writeFileSync(join(service.folder, 'ask-customer', 'index.js'), handler);
  const env = {
    ...service.env,
    TEMPORAL_ADDRESS: temporal.address,
    FUNCTIONGRAPH_CALLBACK_KEY: KEY,
    FUNCTIONGRAPH_HTTP_SECRET_SHOP: 'shop-secret',
    FUNCTIONGRAPH_HTTP_ORIGIN_SHOP: shop.address,
  };
  const args = ['worker', '--task-queue', temporal.taskQueue, '--log-format', 'json', '--http-port', '0'];
  const worker = new Tfg(args, { env });
  [, url = ''] = await worker.says(/"Serving \/healthz and \/readyz","address":"([^"]+)"/);
  await worker.says(/"Worker started"/);
  appendFileSync(join(folder, 'tokens'), '');
});
afterAll(async () => {
  await shop.close();
  await endCommands();
  await cleanUp();
});

function written(): string {
  return readFileSync(join(folder, 'tokens'), 'utf8').trim();
}

function start(definition: object, input: object) {
  return temporal.client.workflow.start('runPipeline', { ...temporal.run(), args: [{ definition, input }] });
}

test.each([
  [10, { approved: true }],
  [5000, 'NoOrder'],
])('the function answers for an order of %i', async (total, expected) => {
  const handle = await start(machine, { worker: url, order: { total } });
  const came: unknown = await handle
    .result()
    .catch((error: Error) => (error.cause as Error & { type?: string }).type);
  expect(came).toEqual(expected);
});

test('the commands answer for it, too', async () => {
  const byHand = JSON.parse(JSON.stringify(machine).replace('ask-customer', 'ask-by-hand')) as object;
  const handle = await start(byHand, { worker: url, order: { total: 1 } });
  await until(() => written() !== '');
  const project = new UserProject();
  const env = {
    ...project.env,
    TEMPORAL_ADDRESS: temporal.address,
    FUNCTIONGRAPH_CALLBACK_KEY: KEY,
    TOKEN: written().split('/callback/')[1] ?? '',
    WORKER: url,
  };
  for (const command of commandsOf(commands)) {
    const shell = new ShellCommand(command, { cwd: project.folder, env });
    expect([await shell.ended, shell.stderr]).toEqual([0, '']);
  }
  expect(await handle.result()).toEqual({ approved: true });
});

test('the endpoint is called with the secret of the worker', async () => {
  const handle = await start(http, { shop: shop.address, order: { sku: 'pen' } });
  expect(await handle.result()).toEqual({ reservation: 'R-7' });
  expect(shop.requests).toMatchObject([
    {
      method: 'POST',
      url: '/reservations?dryRun=false',
      headers: { authorization: 'Bearer shop-secret', 'x-channel': 'web' },
      body: '{"sku":"pen"}',
    },
  ]);
});

test('an activity and a workflow on another task queue do the work', async () => {
  const taskQueue = `${temporal.taskQueue}-pages`;
  const worker = await temporal.createWorker({
    taskQueue,
    workflows: require.resolve('./publish-workflows'),
    activities: { render: async ({ page }: { page: string }) => ({ html: `<h1>${page}</h1>` }) },
  });
  await worker.runUntil(async () => {
    const handle = await start(resources, { queue: taskQueue, page: 'Home' });
    expect(await handle.result()).toBe('published <h1>Home</h1>');
  });
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

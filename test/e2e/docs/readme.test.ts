import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { ROOT } from '../../support/docs-page';
import { useTemporal } from '../../support/temporal';
import { adapted, Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const examples = new Examples('README.md');
const tryIt = commandsOf(examples.take('readme-try'));
const install = commandsOf(examples.take('readme-install'));
const workflowsCode = examples.take('readme-workflows');
const workerCode = examples.take('readme-worker');
const [installCompiler = '', compileCommand = '', startCommand = ''] = commandsOf(
  examples.take('readme-compile'),
);
const [
  emulatorCommand = '',
  invokeCommand = '',
  workerCommand = '',
  validateCommand = '',
  graphCommand = '',
  testCommand = '',
  runCommand = '',
] = commandsOf(examples.take('readme-commands'));

const configuration = examples.take('readme-config');
const pipeline = examples.take('readme-pipeline');

interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;

const temporal = useTemporal();
const project = new UserProject();
let emulator: TestEmulator;
let env: Record<string, string>;

beforeAll(async () => {
  emulator = await emulatorFor(
    {
      'charge-payment': `exports.handler = async (order, context) => {
        if (order.total > 100) throw Object.assign(new Error('limit'), { name: 'PaymentDeclined' });
        return { orderId: order.orderId, paymentId: 'p-1' };
      };`,
      'ship-order': 'exports.handler = async ({ paymentId }, context) => ({ shipped: paymentId });',
      resize: 'exports.handler = async ({ width }, context) => ({ width: width / 2 });',
    },
    { keys: { accessKey: 'AK', secretKey: 'SK' } },
  );
  env = {
    ...project.env,
    HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID,
    HUAWEICLOUD_SDK_AK: 'AK',
    HUAWEICLOUD_SDK_SK: 'SK',
    TEMPORAL_ADDRESS: temporal.address,
    FUNCTIONGRAPH_REGION: 'cn-north-4',
    FUNCTIONGRAPH_ENDPOINT: emulator.address,
    FUNCTIONGRAPH_TASK_QUEUE: temporal.taskQueue,
  };
  project.write('workflows.ts', workflowsCode);
  project.write(
    'worker.ts',
    adapted(workerCode, {
      "region: 'cn-north-4',": `region: 'cn-north-4', endpoint: '${emulator.address}',`,
      "'localhost:7233'": `'${temporal.address}'`,
      "taskQueue: 'functiongraph'": `taskQueue: '${temporal.taskQueue}'`,
    }),
  );
  project.addCompiler();
  const compile = command(compileCommand);
  if ((await compile.ended) !== 0) throw new Error(compile.stdout);
});
afterAll(async () => {
  await endCommands();
  await emulator?.close();
});

const command = (line: string): ShellCommand => new ShellCommand(line, { cwd: project.folder, env });
const fulfil = (total: number): Promise<unknown> =>
  temporal.client.workflow.execute('fulfil', { ...temporal.run(), args: [{ orderId: 'o-1', total }] });

test('the worker serves the workflow, which charges, ships, and handles a declined payment', async () => {
  expect(installCompiler).toBe('npm install --save-dev typescript @types/node');
  const worker = command(startCommand);
  await worker.writes(/state: 'RUNNING'/);
  expect(await fulfil(5)).toEqual({ shipped: 'p-1' });
  expect(await fulfil(500)).toEqual({ declined: 'o-1' });
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});

test('the chain does not compile if a receipt is not what the next function takes', async () => {
  const other = new UserProject();
  const code = adapted(workflowsCode, {
    "name: 'ship-order', input: Receipt": "name: 'ship-order', input: z.object({ parcel: z.string() })",
  });
  other.write('workflows.ts', code);
  await expect(other.compile()).rejects.toThrow('theOutputBefore');
});

test('tfg invoke prints the result, and times and cost apart from it', async () => {
  expect(invokeCommand).toMatch(/^tfg invoke /);
  const invoke = command(invokeCommand);
  expect(await invoke.ended).toBe(0);
  expect(JSON.parse(invoke.stdout)).toEqual({ width: 100 });
  expect(invoke.stderr).toMatch(/^done, [\d.]+ ms, billed \d+ ms, .* MB, request \S+\n$/);
});

test('tfg emulator serves the folder of functions', async () => {
  const line = adapted(emulatorCommand, { 'functions/': `${emulator.folder}/` });
  const served = command(`${line} --port 0 --json`);
  const [, address = ''] = await served.writes(/^\{"address":"(.+)"\}$/m);
  const invoke = command(`${invokeCommand} --endpoint ${address}`);
  expect(await invoke.ended).toBe(0);
  expect(JSON.parse(invoke.stdout)).toEqual({ width: 100 });
  served.kill('SIGTERM');
  expect(await served.ended).toBe(0);
});

test('tfg worker serves callChain with no workflows of yours', async () => {
  expect(workerCommand).toBe('tfg worker');
  const worker = command(workerCommand);
  await worker.writes(/Worker started/);
  const args = [{ functions: ['resize'], input: { width: 6 } }];
  const run = { ...temporal.run(), args };
  expect(await temporal.client.workflow.execute('callChain', run)).toEqual({ width: 3 });
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});

test('tfg run runs a state machine on that worker', async () => {
  const worker = command(workerCommand);
  await worker.writes(/Worker started/);
  project.write('tfg.yaml', configuration);
  project.write('pipeline.asl.yaml', pipeline);
  const run = command(runCommand);
  expect(await run.ended).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({ width: 3 });
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});

test('tfg validate shows the line of each mistake', async () => {
  expect(validateCommand).toBe('tfg validate pipeline.asl.yaml');
  project.write('pipeline.asl.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Succed\n');
  const validate = command(validateCommand);
  expect(await validate.ended).toBe(2);
  expect(validate.stdout).toContain('pipeline.asl.yaml:4:11 error SCHEMA_VALIDATION_FAILED');
  expect(validate.stdout).toContain("hint: Did you mean 'Succeed'?");
});

test('tfg graph draws the machine, and tfg test runs the tests beside it', async () => {
  expect(graphCommand).toBe('tfg graph pipeline.asl.yaml -o pipeline.svg');
  expect(testCommand).toBe('tfg test');
  project.write('pipeline.asl.yaml', 'StartAt: A\nStates:\n  A: { Type: Succeed }\n');
  project.write('pipeline.test.yaml', 'cases: [{ name: ends, input: 1, expect: { output: 1 } }]\n');
  expect(await command(graphCommand).ended).toBe(0);
  expect(readFileSync(project.path('pipeline.svg'), 'utf8')).toContain('<svg');
  const run = command(testCommand);
  expect(await run.ended).toBe(0);
  expect(run.stdout).toContain('1 passed, 0 failed');
});

test('npm installs the package with all of its peers', () => {
  const [line = ''] = install;
  expect(install).toHaveLength(1);
  expect(line.split(' ').toSorted()).toEqual(
    ['npm', 'install', 'temporal-functiongraph', ...Object.keys(packageJson.peerDependencies)].toSorted(),
  );
});

test('the commands to try it are scripts whose programs exist; the demo knows the options of the README', async () => {
  const scripts = tryIt.map(
    (line) => packageJson.scripts[line.replace(/^npm (?:run )?/, '')] ?? `no ${line}`,
  );
  const programs = scripts.flatMap((script) =>
    [...script.matchAll(/node (\S+)/g)].map(([, file = '']) => file),
  );
  expect(programs).toContain('dist/examples/order-fulfilment/demo.js');
  expect(programs.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  const help = command(`node ${join(ROOT, 'dist', 'examples', 'order-fulfilment', 'demo.js')} --help`);
  expect(await help.ended).toBe(0);
  expect(help.stdout).toContain('--keep');
  expect(help.stdout).toContain('--cloud');
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

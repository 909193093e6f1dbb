import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  checkStateMachine,
  type JsonValue,
  RESOURCES,
  type TestOptions,
  testStateMachine,
} from 'temporal-functiongraph/asl';
import { readPage } from '../../support/docs-page';
import { Examples } from './examples';
import { commandsOf, endCommands, ShellCommand } from './shell';
import { UserProject } from './user-project';

const PAGE = 'docs/state-machines.md';
const examples = new Examples(PAGE);
const project = new UserProject();
const home = process.cwd();
const commands = commandsOf(examples.take('state-machines-commands'));
const validate = examples.take('state-machines-validate').trim();
const diagnostics = examples.take('state-machines-diagnostics');
const definitions = {
  order: examples.take('state-machines-order'),
  callback: examples.take('state-machines-callback'),
  jsonpath: examples.take('state-machines-jsonpath'),
  jsonata: examples.take('state-machines-jsonata'),
  errors: examples.take('state-machines-errors'),
  map: examples.take('state-machines-map'),
  settings: examples.take('state-machines-settings'),
};
const files = {
  'order.asl.yaml': definitions.order,
  'order.test.yaml':
    'cases: [{ name: refused, replies: { Charge: { error: CardRefused, cause: no } }, expect: { error: Order.Refused, cause: no } }]',
  'mistakes.asl.yaml': examples.take('state-machines-mistakes'),
  'dry-run.ts': examples.take('state-machines-code'),
  'turns.ts': examples.take('state-machines-turns'),
};

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  await project.compile();
  process.chdir(project.folder);
});
afterAll(async () => {
  process.chdir(home);
  await endCommands();
});

test.each(Object.entries(definitions))('the definition %s has no mistake', (_name, text) => {
  expect(checkStateMachine(text)).toEqual([]);
});

const order = { id: 7, items: [{ count: 2 }, { count: 0 }] };
const price = { replies: { price: { output: { amount: 12 } } } };

test.each<[keyof typeof definitions, string, TestOptions, object]>([
  [
    'order',
    'a gift is wrapped, and all items are shipped',
    {
      input: { items: [1, 2], gift: true },
      replies: {
        'charge-card': { output: 'paid' },
        'wrap-gift': { output: 'paper' },
        'ship-item': { echo: true },
      },
    },
    { output: [1, 2], visited: ['Charge', 'Gift?', 'Wrap', 'Ship', 'Send', 'Send'] },
  ],
  [
    'order',
    'the cause of a refusal is that of the run',
    { input: { items: [] }, replies: { 'charge-card': { error: 'CardRefused', cause: 'too poor' } } },
    { status: 'FAILED', error: 'Order.Refused', cause: 'too poor' },
  ],
  [
    'callback',
    'the callback brings the result',
    { input: { orderId: 3 }, replies: { 'mail-approver': { output: { approved: true }, delay: '2d' } } },
    { output: { approved: true }, taskInputs: [{ input: { order: 3, token: expect.any(String) } }] },
  ],
  [
    'callback',
    'nobody answers',
    { input: { orderId: 3 }, replies: { 'mail-approver': { hang: true } } },
    { status: 'FAILED', error: 'Order.NotApproved', elapsedMs: 259_200_000 },
  ],
  ['jsonpath', 'the price is known', { input: { order }, ...price }, { output: { id: 7, total: 12 } }],
  ['jsonata', 'the price is known', { input: { order }, ...price }, { output: { id: 7, total: 12 } }],
  [
    'errors',
    'the customer is told why',
    {
      replies: {
        Charge: { error: 'CardRefused', cause: { errorMessage: 'no money' } },
        'mail-customer': { output: null },
      },
    },
    { error: 'Order.Refused', taskInputs: [{}, { input: { reason: 'no money' } }] },
  ],
  [
    'errors',
    'a throttled call is repeated, and then its outcome is unknown',
    {
      input: { id: 1 },
      replies: {
        Charge: [
          {
            error: 'FSS.0429',
            names: ['FSS.0429', 'FunctionGraph.Throttled', 'States.TaskFailed', 'States.ALL'],
            executed: 'no',
            transient: true,
          },
          { error: 'ECONNRESET', names: ['FunctionGraph.OutcomeUnknown', 'States.ALL'], executed: 'maybe' },
        ],
        'find-payment': { echo: true },
      },
    },
    { output: { id: 1 }, visited: ['Charge', 'Find payment'] },
  ],
  [
    'map',
    'rows come in batches, and one that fails is tolerated',
    {
      input: { file: 'new.csv' },
      objects: { 'uploads/new.csv': 'name,city\nAda,London\nAlan,Wilmslow\nGrace,New York\n' },
      replies: { Store: [{ echo: true }, { error: 'Full', cause: 'no space' }] },
    },
    {
      output: [
        {
          BatchInput: { table: 'customers' },
          Items: [
            { at: 0, row: { name: 'Ada', city: 'London' } },
            { at: 1, row: { name: 'Alan', city: 'Wilmslow' } },
          ],
        },
        { Error: 'Full', Cause: 'no space' },
      ],
    },
  ],
  [
    'settings',
    'both steps are called',
    { replies: { 'read-order': { output: 1 }, 'charge-card': { echo: true } } },
    { output: 1 },
  ],
])('the definition %s does what the page says: %s', async (name, _case, options, expected) => {
  expect(await testStateMachine(definitions[name], options)).toMatchObject(expected);
});

test('both query languages hand the same to the function', async () => {
  const inputs = await Promise.all(
    (['jsonpath', 'jsonata'] as const).map(async (name): Promise<JsonValue | undefined> => {
      const { taskInputs } = await testStateMachine(definitions[name], { input: { order }, ...price });
      return taskInputs[0]?.input;
    }),
  );
  expect(inputs).toEqual([inputs[0], inputs[0]]);
  expect(inputs[0]).toEqual({ items: [{ count: 2 }], label: 'order 7' });
});

test.each(commands)('the command works: %s', async (command) => {
  const run = new ShellCommand(command, { cwd: project.folder, env: project.env });
  expect([await run.ended, run.stderr]).toEqual([0, '']);
});

test('tfg graph has drawn the picture', () => {
  expect(readFileSync(project.path('order.svg'), 'utf8')).toContain('<svg');
});

test('tfg validate says what the page shows', async () => {
  const run = new ShellCommand(validate, { cwd: project.folder, env: project.env });
  expect(await run.ended).toBe(2);
  expect(run.stdout.trimEnd()).toBe(diagnostics.trimEnd());
});

test.each([
  ['dry-run.js', 'dryRun'],
  ['turns.js', 'steps'],
])('the code of %s holds what it asserts', async (file, name) => {
  const load = createRequire(project.path('index.js'));
  const module = load(`./${file}`) as Record<string, () => Promise<void> | void>;
  await expect((async () => module[name]?.())()).resolves.toBeUndefined();
  expect(module[name]).toBeInstanceOf(Function);
});

test('the page lists every resource, with the arguments that it takes', () => {
  const rows = readPage(PAGE).split('\n');
  for (const { name, targetArgument = '', inputArgument = '' } of RESOURCES) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` `));
    expect([name, row]).toEqual([name, expect.stringContaining(targetArgument)]);
    expect(row).toContain(inputArgument);
  }
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

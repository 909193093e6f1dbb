import type { WorkflowHandle } from '@temporalio/client';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { Examples } from './examples';
import { UserProject } from './user-project';

const examples = new Examples('docs/modes.md');
const code = examples.take('modes-code');
const expressCode = examples.take('modes-express');
const shortCode = examples.take('modes-short-chain');
const chainInput = JSON.parse(examples.take('modes-call-chain')) as unknown;

const temporal = useTemporal();
const project = new UserProject();
const expressProject = new UserProject();
const shortProject = new UserProject();
let emulator: TestEmulator;
let plugins: FunctionGraphPlugin[];

beforeAll(async () => {
  project.write('workflows.ts', code);
  await project.compile();
  expressProject.write('workflows.ts', expressCode);
  await expressProject.compile();
  shortProject.write('workflows.ts', shortCode);
  await shortProject.compile();
  emulator = await emulatorFor({
    price: 'exports.handler = async (amount, context) => amount * 10.3;',
    tax: 'exports.handler = async (amount, context) => amount * 2;',
    round: 'exports.handler = async (amount, context) => Math.round(amount);',
  });
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  const client = { region: 'cn-north-4', projectId: PROJECT_ID, endpoint: emulator.address, auth };
  plugins = [new FunctionGraphPlugin({ client })];
});
afterAll(() => emulator?.close());

async function stepsOf(handle: WorkflowHandle): Promise<{ standard: string[]; local: number }> {
  const { events = [] } = await handle.fetchHistory();
  return {
    standard: events?.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? []) ?? [],
    local: events?.filter((event) => event.markerRecordedEventAttributes != null).length ?? 0,
  };
}

test.each([
  ['code', { workflows: project.path('workflows.js') }, 'total', 2, 41],
  ['callChain', {}, 'callChain', chainInput, 21],
])('%s says which steps are local', async (_where, worker, type, arg, result) => {
  await temporal.withWorker({ ...worker, plugins }, async () => {
    const handle = await temporal.client.workflow.start(type, { ...temporal.run(), args: [arg] });
    expect(await handle.result()).toBe(result);
    expect(await stepsOf(handle)).toEqual({ standard: ['round'], local: type === 'total' ? 2 : 1 });
  });
});

test.each([
  ['one activity', expressProject, 41, { standard: ['price'], local: 0 }],
  ['one local activity where its functions are short', shortProject, 41.2, { standard: [], local: 1 }],
])('a chain in mode express is %s', async (_what, user, result, steps) => {
  await temporal.withWorker({ workflows: user.path('workflows.js'), plugins }, async () => {
    const handle = await temporal.client.workflow.start('total', { ...temporal.run(), args: [2] });
    expect(await handle.result()).toBe(result);
    expect(await stepsOf(handle)).toEqual(steps);
  });
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

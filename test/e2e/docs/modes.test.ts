import type { WorkflowHandle } from '@temporalio/client';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { Examples } from './examples';
import { UserProject } from './user-project';

const examples = new Examples('docs/modes.md');
const code = examples.take('modes-code');
const expressCode = examples.take('modes-express');
const chainInput = JSON.parse(examples.take('modes-call-chain')) as unknown;

const temporal = useTemporal();
const project = new UserProject();
const expressProject = new UserProject();
let emulator: TestEmulator;
let plugins: FunctionGraphPlugin[];

beforeAll(async () => {
  project.write('workflows.ts', code);
  await project.compile();
  expressProject.write('workflows.ts', expressCode);
  await expressProject.compile();
  emulator = await emulatorFor({
    price: 'exports.handler = async (amount, context) => amount * 10.3;',
    tax: 'exports.handler = async (amount, context) => amount * 2;',
    round: 'exports.handler = async (amount, context) => Math.round(amount);',
  });
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  const client = { region: 'cn-north-4', projectId: PROJECT_ID, endpoint: emulator.address, auth };
  plugins = [new FunctionGraphPlugin({ client })];
}, 60_000);
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

test('a chain in mode express is one activity', async () => {
  const worker = { workflows: expressProject.path('workflows.js'), plugins };
  await temporal.withWorker(worker, async () => {
    const handle = await temporal.client.workflow.start('total', { ...temporal.run(), args: [2] });
    expect(await handle.result()).toBe(41);
    expect(await stepsOf(handle)).toEqual({ standard: ['price'], local: 0 });
  });
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

import { createActivities } from 'temporal-functiongraph';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { clientOf } from '../activities/support';

const HOSTILE =
  '{"note":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';

const temporal = useTemporal();
let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await emulatorFor({
    make: `exports.handler = async (event, context) => JSON.parse(${JSON.stringify(HOSTILE)});`,
    mirror: `exports.handler = async (event, context) => ({ got: JSON.stringify(event), polluted: 'polluted' in {} });`,
    throwing: `exports.handler = async (event, context) => {
      throw Object.assign(new Error('__proto__'), { name: '__proto__', stack: 'constructor' });
    };`,
  });
});
afterAll(async () => emulator.close());

async function run(workflow: string, args: unknown[] = []): Promise<unknown> {
  const client = clientOf(emulator.address);
  const workflows = require.resolve('#dist/test/e2e/hostile/workflows');
  try {
    return await temporal.withWorker({ workflows, activities: createActivities(client) }, async () =>
      temporal.client.workflow.execute(workflow, { ...temporal.run(), args }),
    );
  } finally {
    await client.close();
  }
}

test('output with keys of prototypes reaches the next function as data, and changes no realm on its way', async () => {
  const { seen, polluted } = (await run('handOn')) as {
    seen: { got: string; polluted: boolean };
    polluted: boolean;
  };
  expect([polluted, 'polluted' in {}]).toEqual([false, false]);
  expect(seen.polluted).toBe(false);
  expect(seen.got).toContain('"constructor":{"prototype":{"polluted":1}}');
});

test('callChain hands it on unchanged', async () => {
  const seen = (await run('callChain', [{ functions: ['make', 'mirror'] }])) as { got: string };
  expect(seen).toEqual({ got: HOSTILE, polluted: false });
  expect('polluted' in {}).toBe(false);
});

test('functions and errors that are named like parts of a prototype are names like any other', async () => {
  for (const fn of ['constructor', 'toString', '__proto__']) {
    await expect(run('callChain', [{ functions: [{ fn, retry: [] }] }])).rejects.toThrow(
      'Workflow execution failed',
    );
  }
  const error = await run('callChain', [{ functions: [{ fn: 'throwing', retry: [] }] }]).catch(
    (thrown) => thrown,
  );
  expect(functionGraphFailure(error)).toMatchObject({ names: expect.arrayContaining(['__proto__']) });
  expect('polluted' in {}).toBe(false);
});

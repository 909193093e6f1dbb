import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { typeErrors, writeModules } from '../../support/docs-modules';
import { emulatorFor, PROJECT_ID } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';

const temporal = useTemporal();
let folder: string;
beforeAll(() => {
  folder = writeModules('README.md');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the examples of the README compile as they stand', () => {
  expect(typeErrors(folder)).toBe('');
});

test('the workflow of the README charges and ships, and handles a declined payment', async () => {
  const emulator = await emulatorFor({
    'charge-payment': `exports.handler = async (order, context) => {
      if (order.total > 100) throw Object.assign(new Error('limit'), { name: 'PaymentDeclined' });
      return { orderId: order.orderId, paymentId: 'p-1' };
    };`,
    'ship-order': 'exports.handler = async ({ paymentId }, context) => ({ shipped: paymentId });',
  });
  const auth = { accessKey: 'AK', secretKey: 'SK' };
  const client = { region: 'cn-north-4', projectId: PROJECT_ID, endpoint: emulator.address, auth };
  const plugins = [new FunctionGraphPlugin({ client })];
  try {
    await temporal.withWorker({ workflows: join(folder, 'workflows.ts'), plugins }, async () => {
      expect(await fulfil(5)).toEqual({ shipped: 'p-1' });
      expect(await fulfil(500)).toEqual({ declined: 'o-1' });
    });
  } finally {
    await emulator.close();
  }
});

function fulfil(total: number): Promise<unknown> {
  return temporal.client.workflow.execute('fulfil', {
    ...temporal.run(),
    args: [{ orderId: 'o-1', total }],
  });
}

import type { WorkflowHandle } from '@temporalio/client';
import type { FunctionInvoker } from 'temporal-functiongraph/functiongraph';
import type { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { type TestTemporal, useTemporal } from '../../support/temporal';
import { clientOf, WORK } from '../activities/support';

export interface LocalSteps {
  readonly temporal: TestTemporal;
  readonly emulator: TestEmulator;
  /** A client that notes what it sends. */
  readonly noting: FunctionInvoker;
  readonly sent: { readonly fn: string; readonly atMs: number }[];
  start(type: string, ...args: unknown[]): Promise<WorkflowHandle>;
}

/** Functions in an emulator, and the way to them that local steps take. */
export function useLocalSteps(): LocalSteps {
  const temporal = useTemporal();
  let emulator: TestEmulator;
  let client: FunctionGraphClient;
  const sent: { readonly fn: string; readonly atMs: number }[] = [];
  beforeAll(async () => {
    emulator = await emulatorFor({
      work: { 'index.js': WORK, 'function.yaml': 'timeoutSeconds: 60\n' },
      add: 'exports.handler = async ({ n = 0 }, context) => ({ n: n + 1 });',
      decline: `exports.handler = async (event, context) => {
        throw Object.assign(new Error('the bank said no'), { name: 'PaymentDeclined' });
      };`,
      broken: 'exports.handler = async (event, context) => 1;',
      big: "exports.handler = async ({ bytes }, context) => ({ bytes, text: 'x'.repeat(bytes) });",
    });
    client = clientOf(emulator.address);
  });
  afterAll(async () => {
    await client.close();
    await emulator.close();
  });
  beforeEach(() => {
    sent.length = 0;
  });
  return {
    temporal,
    get emulator() {
      return emulator;
    },
    noting: {
      invoke(...args) {
        sent.push({ fn: args[0], atMs: performance.now() });
        return client.invoke(...args);
      },
    },
    sent,
    start: (type, ...args) => temporal.client.workflow.start(type, { ...temporal.run(), args }),
  };
}

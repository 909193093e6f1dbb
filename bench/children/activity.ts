/** Runs an activity with a call that costs nothing: what is left is the work of the activity side. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities';
import type { InvokeRequest } from '../../activities/wire';
import { childOptions, cpuUs, serve } from '../support/child';

const OUTPUT = { orderId: 'o-1001', total: 118.5 };
const REQUEST: InvokeRequest = { v: 1, fn: 'step', event: OUTPUT };
const INVOCATION = {
  output: OUTPUT,
  requestId: '960d089c-0a0b-4c0d-8e0f-101112131415',
  summary: { durationMs: 1.9, billedDurationMs: 2, memoryMb: 128, memoryUsedMb: 41.5 },
};

const runtime = Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { metrics: { prometheus: { bindAddress: '127.0.0.1:0' } } },
});
const { kind } = childOptions() as { kind: 'ours' | 'by-hand' };
const { invokeFunction } = createActivities({ invoke: async () => INVOCATION });
const byHand = async (request: InvokeRequest): Promise<unknown> => request.event;
const environment = (): MockActivityEnvironment =>
  new MockActivityEnvironment({}, { logger: runtime.logger, metricMeter: runtime.metricMeter });

void serve({}, run, async () => undefined);

async function run(message: Record<string, unknown>): Promise<object> {
  const calls = Number(message['calls']);
  const began = cpuUs();
  for (let index = 0; index < calls; index += 1) {
    await environment().run(kind === 'ours' ? invokeFunction : byHand, REQUEST);
  }
  return { cpuUsPerCall: (cpuUs() - began) / calls };
}

import type { WorkflowHandle } from '@temporalio/client';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { emulator } from '../cli/emulator';
import { cleanUp, Tfg } from '../cli/tfg';
import { startRevocableKey } from './revocable-key';

const temporal = useTemporal();
afterEach(cleanUp);

const pending = async (handle: WorkflowHandle) => (await handle.describe()).raw.pendingActivities?.[0];

test('once the key is refused a single call has met the refusal: the worker is not ready, and steps wait at least five minutes', async () => {
  const service = await emulator({ fine: 'return event;' });
  const key = await startRevocableKey(service.address);
  try {
    const env = { ...service.env, FUNCTIONGRAPH_ENDPOINT: key.address, TEMPORAL_ADDRESS: temporal.address };
    const args = ['worker', '--task-queue', temporal.taskQueue, '--http-port', '0', '--log-format', 'json'];
    const worker = new Tfg(args, { env });
    await worker.says(/"Worker started"/);
    const [, health = ''] = await worker.says(/"Serving \/healthz and \/readyz","address":"([^"]+)"/);
    const ready = async () => {
      const response = await fetch(`${health}/readyz`);
      return { status: response.status, ...((await response.json()) as object) };
    };
    const start = () =>
      temporal.client.workflow.start('callChain', {
        ...temporal.run(),
        args: [{ functions: ['fine'], input: 1 }],
      });
    expect(await (await start()).result()).toBe(1);
    expect(await ready()).toEqual({ status: 200, ready: true, state: 'running' });

    key.revoke();
    await expect((await start()).result()).rejects.toThrow('Workflow execution failed');
    expect(key.refused()).toBe(1);
    expect(await ready()).toEqual({
      status: 503,
      ready: false,
      state: expect.stringMatching(
        /^the credentials were refused \(APIGW\.0301\); no call is sent for another \d+(\.\d)? s$/,
      ) as string,
    });

    const waiting = await Promise.all(Array.from({ length: 20 }, start));
    for (const handle of waiting) {
      await until(async () => (await pending(handle))?.lastFailure != null);
      const { lastFailure, scheduledTime, attempt } = (await pending(handle)) ?? {};
      expect(attempt).toBe(2);
      expect(lastFailure?.message).toContain('the credentials were refused (APIGW.0301)');
      expect(Number(scheduledTime?.seconds) - Date.now() / 1000).toBeGreaterThan(280);
    }
    expect(key.refused()).toBe(1);
    await Promise.all(waiting.map((handle) => handle.terminate()));
    worker.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0 });
  } finally {
    await key.close();
  }
});

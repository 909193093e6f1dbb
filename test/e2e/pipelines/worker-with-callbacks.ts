import type { WorkflowHandle } from '@temporalio/client';
import { type TestTemporal, useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { emulator, type RunningEmulator } from '../cli/emulator';
import { cleanUp, Tfg } from '../cli/tfg';

export const KEY = 'a-key-of-these-tests-0123456789abcdef';

export interface CallbackWorker {
  readonly temporal: TestTemporal;
  /** The worker's HTTP port. */
  readonly url: string;
  readonly service: RunningEmulator;
  readonly env: Readonly<Record<string, string>>;
  start(definition: object, input?: object, more?: object): Promise<WorkflowHandle>;
  /** Sends a body to `POST /callback/{token}`. */
  post(token: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** `tfg worker` with a key, an HTTP port, and an emulator with functions given as bodies of handlers. */
export function useCallbackWorker(handlers: Readonly<Record<string, string>>): CallbackWorker {
  const temporal = useTemporal();
  let service: RunningEmulator | undefined;
  let url = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    service = await emulator(handlers);
    env = { ...service.env, TEMPORAL_ADDRESS: temporal.address, FUNCTIONGRAPH_CALLBACK_KEY: KEY };
    const args = ['worker', '--task-queue', temporal.taskQueue, '--log-format', 'json', '--http-port', '0'];
    const worker = new Tfg(args, { env });
    [, url = ''] = await worker.says(/"Serving \/healthz and \/readyz","address":"([^"]+)"/);
    await worker.says(/"Worker started"/);
  });
  afterAll(cleanUp);
  return {
    temporal,
    get url() {
      return url;
    },
    get service() {
      if (service === undefined) throw new Error('the emulator is there in tests only');
      return service;
    },
    get env() {
      return env;
    },
    start: (definition, input = {}, more = {}) =>
      temporal.client.workflow.start('runPipeline', {
        ...temporal.run(),
        args: [{ definition, input: { url, ...input }, ...more }],
      }),
    async post(token, body) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${url}/callback/${token}`, { method: 'POST', body: text });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

/** Waits until a run waits for a callback, and says with what input the call of the path was made. */
export async function untilCalled(handle: WorkflowHandle, path: string): Promise<void> {
  await until(async () => {
    const { events } = await handle.fetchHistory();
    const scheduled = events?.find(
      (event) => event.activityTaskScheduledEventAttributes?.activityId === path,
    );
    return (events ?? []).some(
      (event) =>
        scheduled !== undefined &&
        String(event.activityTaskCompletedEventAttributes?.scheduledEventId) === String(scheduled.eventId),
    );
  });
}

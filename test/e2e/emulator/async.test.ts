import { emulatorFor, type TestEmulator } from '../../support/emulator';

interface AsyncInvocation {
  readonly request_id: string;
  readonly status: string;
  readonly error_code: number;
  readonly error_message: string;
}

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await emulatorFor({
    work: {
      'index.js': `exports.handler = async (event, context) => {
        if (event === 'fail') throw new Error('no');
        if (event === 'wait') await new Promise(() => {});
        return 'done';
      };`,
      'function.yaml': 'timeoutSeconds: 60',
    },
  });
});
afterAll(async () => emulator.close());

test.each([
  ['ok', 'SUCCESS', 0],
  ['fail', 'FAIL', 4002],
])('a call is accepted with 202 and ends as its function does: %s', async (event, status, code) => {
  const id = await start(event);
  expect(await ended(id)).toMatchObject({ request_id: id, status, error_code: code });
});

test('a call can be canceled while it runs', async () => {
  const id = await start('wait');
  expect((await list('active-async-invocations')).map(({ request_id }) => request_id)).toContain(id);
  const canceled = await emulator.call('work', { request_id: id, type: 'force' }, { path: 'cancel' });
  expect(canceled.status).toBe(200);
  expect(await ended(id)).toMatchObject({
    status: 'FAIL',
    error_code: 4208,
    error_message: 'function invocation canceled',
  });
  expect((await list('active-async-invocations')).map(({ request_id }) => request_id)).not.toContain(id);
});

test('calls are listed by status, newest first', async () => {
  const ids = [await start('ok'), await start('ok')];
  for (const id of ids) await ended(id);
  const listed = (await list('async-invocations?status=SUCCESS&limit=2')).map(({ request_id }) => request_id);
  expect(listed).toEqual(ids.toReversed());
});

test('an event over 256 KB is refused', async () => {
  const body = JSON.stringify('e'.repeat(256 * 1024));
  const response = await emulator.call('work', undefined, { path: 'invocations-async', body });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error_code: 'FSS.0413' });
});

test('canceling what is not there is refused', async () => {
  const unknown = await emulator.call('work', { request_id: 'nothing' }, { path: 'cancel' });
  expect(unknown.status).toBe(404);
  const nonsense = await emulator.call('work', undefined, { path: 'cancel', body: 'nonsense' });
  expect(nonsense.status).toBe(400);
});

async function start(event: string): Promise<string> {
  const response = await emulator.call('work', event, { path: 'invocations-async' });
  expect(response.status).toBe(202);
  return ((await response.json()) as { request_id: string }).request_id;
}

async function list(path: string): Promise<AsyncInvocation[]> {
  const response = await emulator.call('work', undefined, { path, method: 'GET' });
  return ((await response.json()) as { invocations: AsyncInvocation[] }).invocations;
}

async function ended(id: string): Promise<AsyncInvocation | undefined> {
  for (;;) {
    const [call] = await list(`async-invocations?request_id=${id}`);
    if (call?.status !== 'RUNNING') return call;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

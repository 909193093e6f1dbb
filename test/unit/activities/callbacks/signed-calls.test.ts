import { CallbackKeys } from '../../../../activities/callbacks';
import { bench, FakeInvoker, invoke, ok } from '../support';

const KEY = 'k'.repeat(32);
const TOKEN = 'tfg1:order:run:Map%5B0%5D%2FAsk:7:';
const SIGNED = new CallbackKeys([KEY]).sign(TOKEN);

test('the token is signed wherever it stands in the event, also in other text and encoded for a URL', async () => {
  const client = new FakeInvoker([ok]);
  const event = {
    token: TOKEN,
    links: [`https://host/${TOKEN}/a`, `https://host/?t=${encodeURIComponent(TOKEN)}`],
  };
  await invoke(bench(), client, { event, token: TOKEN }, { callbackKeys: [KEY] });
  expect(client.calls[0]?.event).toEqual({
    token: SIGNED,
    links: [`https://host/${SIGNED}/a`, `https://host/?t=${SIGNED}`],
  });
});

test('without a key nothing is sent', async () => {
  const client = new FakeInvoker([ok]);
  const failure = await invoke(bench(), client, { event: TOKEN, token: TOKEN });
  expect(failure).toMatchObject({
    type: 'FunctionGraph.InvalidRequest',
    nonRetryable: true,
    message: expect.stringContaining('Set FUNCTIONGRAPH_CALLBACK_KEY'),
    details: [{ code: 'NO_CALLBACK_KEY', executed: 'no', tries: 0 }],
  });
  expect(client.calls).toHaveLength(0);
});

test('an asynchronous call resolves to its request id', async () => {
  const calls: unknown[] = [];
  const client = {
    invoke: () => Promise.reject(new Error('synchronous')),
    invokeAsync: async (fn: string, event: unknown) => {
      calls.push([fn, event]);
      return { requestId: 'req-9' };
    },
  };
  expect(await invoke(bench(), client, { async: true })).toEqual({
    v: 1,
    output: { requestId: 'req-9' },
    id: 'req-9',
  });
  expect(calls).toEqual([['charge', { amount: 5 }]]);
});

test('a client that has no asynchronous calls is told so before anything is sent', async () => {
  const client = new FakeInvoker([ok]);
  expect(await invoke(bench(), client, { async: true })).toMatchObject({
    type: 'FunctionGraph.InvalidRequest',
    nonRetryable: true,
    message: expect.stringContaining('has no invokeAsync'),
  });
  expect(client.calls).toHaveLength(0);
});

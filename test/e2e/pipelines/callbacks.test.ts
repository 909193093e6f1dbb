import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { CallbackKeys } from 'temporal-functiongraph';
import { until } from '../../support/until';
import { emptyFolder } from '../cli/tfg';
import { KEY, useCallbackWorker, untilCalled } from './worker-with-callbacks';

const folder = emptyFolder();
/** Functions write what they got into files of the test's folder. */
const KEEP = `require('node:fs').writeFileSync(${JSON.stringify(folder)} + '/' + event.run, event.token);`;
const POST = `await fetch(event.url + '/callback/' + event.token, { method: 'POST', body: JSON.stringify(event.answer) });`;

const worker = useCallbackWorker({
  keep: `${KEEP} return { thrown: 'away' };`,
  eager: `${POST} return { thrown: 'away' };`,
  slow: `await new Promise((resolve) => setTimeout(resolve, 3000)); return {};`,
  failing: `throw new Error('no');`,
});

const ASK = {
  Type: 'Task',
  Resource: 'functiongraph:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: 'keep',
    Payload: { 'run.$': '$.run', 'token.$': '$$.Task.Token' },
  },
  End: true,
};

function asking(more: object = {}, states: object = {}): object {
  return { StartAt: 'Ask', States: { Ask: { ...ASK, ...more }, ...states } };
}

let runs = 0;

async function ask(
  definition: object,
  more: object = {},
): Promise<{ handle: WorkflowHandle; token: string }> {
  const run = `run-${++runs}`;
  const handle = await worker.start(definition, { run }, more);
  await untilCalled(handle, 'Ask');
  return { handle, token: readFileSync(join(folder, run), 'utf8') };
}

test('the callback brings the result, and the answer of the call is thrown away', async () => {
  const { handle, token } = await ask(asking());
  expect(await worker.post(token, { output: { approved: true } })).toEqual({
    status: 200,
    body: { result: 'accepted', message: 'the task has it' },
  });
  expect(await handle.result()).toEqual({ approved: true });
});

test('the token that a function gets is signed, fits into a URL, and is not in the history', async () => {
  const { handle, token } = await ask(asking());
  expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
  expect(new CallbackKeys([KEY]).verify(token)).toMatchObject({
    token: { workflowId: handle.workflowId, path: 'Ask' },
  });
  const history = JSON.stringify(await handle.fetchHistory());
  expect(history).not.toContain(Buffer.from(token).toString('base64').slice(4, -4));
  expect(history).not.toContain(KEY);
  await handle.terminate();
});

test('an error goes through Catch with its name and its cause', async () => {
  const definition = asking(
    { Catch: [{ ErrorEquals: ['Rejected'], ResultPath: '$.why', Next: 'Told' }] },
    { Told: { Type: 'Pass', InputPath: '$.why', End: true } },
  );
  const { handle, token } = await ask(definition);
  expect((await worker.post(token, { error: 'Rejected', cause: 'too much' })).status).toBe(200);
  expect(await handle.result()).toEqual({ Error: 'Rejected', Cause: 'too much' });
});

test('a retrier calls again with a new token, and the old one is stale', async () => {
  const { handle, token } = await ask(
    asking({ Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }] }),
  );
  expect((await worker.post(token, { error: 'Again' })).status).toBe(200);
  const next = await until2(
    () => read(`run-${runs}`),
    (text) => text !== token,
  );
  expect(await worker.post(token, { output: 1 })).toMatchObject({ status: 409 });
  await until(async () => (await worker.post(next, { output: 2 })).status === 200);
  expect(await handle.result()).toBe(2);
});

test('a callback that comes before the answer of its call is kept', async () => {
  const definition = asking({
    Parameters: {
      FunctionName: 'eager',
      Payload: { 'url.$': '$.url', 'token.$': '$$.Task.Token', answer: { output: 'early' } },
    },
  });
  expect(await (await worker.start(definition)).result()).toBe('early');
});

test('a token within other text is signed, too', async () => {
  const definition = asking({
    Parameters: {
      FunctionName: 'keep',
      Payload: { 'run.$': '$.run', 'token.$': "States.Format('https://host/{}?x=1', $$.Task.Token)" },
    },
  });
  const { handle, token: url } = await ask(definition);
  const token = /^https:\/\/host\/([^?]+)\?x=1$/.exec(url)?.[1] ?? '';
  expect((await worker.post(token, { output: 'by link' })).status).toBe(200);
  expect(await handle.result()).toBe('by link');
});

test('an asynchronous call waits for its callback, and otherwise only hands over', async () => {
  const eager = { 'url.$': '$.url', 'token.$': '$$.Task.Token', answer: { output: 'later' } };
  const waiting = asking({
    Resource: 'functiongraph:invokeAsync.waitForTaskToken',
    Parameters: { FunctionName: 'eager', Payload: eager },
  });
  expect(await (await worker.start(waiting)).result()).toBe('later');
  const handing = asking({
    Resource: 'functiongraph:invokeAsync',
    Parameters: { FunctionName: 'slow', Payload: {} },
  });
  expect(await (await worker.start(handing)).result()).toEqual({ requestId: expect.stringMatching(/./) });
});

test('signs of life put off the end of HeartbeatSeconds, and without them it is States.Timeout', async () => {
  const definition = asking({ HeartbeatSeconds: 2, TimeoutSeconds: 60 });
  const { handle, token } = await ask(definition);
  for (let beats = 0; beats < 3; beats++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await worker.post(token, { heartbeat: true })).toMatchObject({ status: 200 });
  }
  await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'States.Timeout' } });
  expect(await worker.post(token, { output: 1 })).toMatchObject({ status: 410, body: { result: 'stale' } });
});

test('TimeoutSeconds counts from the start of the call', async () => {
  const { handle, token } = await ask(
    asking(
      { TimeoutSeconds: 1, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] },
      { Late: { Type: 'Wait', Seconds: 600, End: true } },
    ),
  );
  await until(async () => (await worker.post(token, { heartbeat: true })).status === 410);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await handle.terminate();
});

test('a call that fails ends the task, whatever its token brings then', async () => {
  const definition = asking({
    Parameters: { FunctionName: 'failing', Payload: { 'token.$': '$$.Task.Token' } },
  });
  await expect((await worker.start(definition)).result()).rejects.toMatchObject({ cause: { type: 'Error' } });
});

test('a token of an earlier run with the same workflow id is stale', async () => {
  const { handle, token } = await ask(asking());
  await handle.terminate();
  const again = await worker.temporal.client.workflow.start('runPipeline', {
    taskQueue: worker.temporal.taskQueue,
    workflowId: handle.workflowId,
    args: [{ definition: asking(), input: { run: 'reused' } }],
  });
  await untilCalled(again, 'Ask');
  expect(await worker.post(token, { output: 'of another run' })).toMatchObject({ status: 410 });
  expect((await worker.post(read('reused'), { output: 'its own' })).status).toBe(200);
  expect(await again.result()).toBe('its own');
});

describe('what is refused changes nothing', () => {
  let open: { handle: WorkflowHandle; token: string };
  beforeAll(async () => {
    open = await ask(asking());
  });

  test.each([
    [400, 'no JSON', '{'],
    [400, 'nothing said', {}],
    [400, 'two things said', { output: 1, heartbeat: true }],
    [400, 'an unknown key', { output: 1, outptu: 2 }],
    [400, "the platform's own error name", { error: 'States.Runtime' }],
    [400, 'a cause of no error', { output: 1, cause: 'x' }],
    [413, 'too large a body', { output: 'x'.repeat(300_000) }],
  ])('%i: %s', async (status, _what, body) => {
    expect(await worker.post(open.token, body)).toEqual({
      status,
      body: { error: expect.stringMatching(/./) },
    });
  });

  test.each([
    [400, 'half a token', (token: string) => token.slice(0, 20)],
    [
      403,
      'a changed signature',
      (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`,
    ],
    [403, 'another key', (token: string) => new CallbackKeys(['b'.repeat(32)]).sign(unsigned(token))],
    [404, 'a run that never was', (token: string) => signed(unsigned(token).replace('test-', 'never-'))],
    [410, 'another try', (token: string) => signed(unsigned(token).replace(/\d+:$/, '999:'))],
    [410, 'another state', (token: string) => signed(unsigned(token).replace(':Ask:', ':Tell:'))],
  ])('%i: %s', async (status, _what, change) => {
    expect(await worker.post(change(open.token), { output: 1 })).toMatchObject({ status });
  });

  test('405: another method', async () => {
    const response = await fetch(`${worker.url}/callback/${open.token}`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('the task that it was about still waits', async () => {
    expect((await worker.post(open.token, { output: 'still open' })).status).toBe(200);
    expect(await open.handle.result()).toBe('still open');
    expect(await worker.post(open.token, { output: 'twice' })).toMatchObject({ status: 410 });
  });
});

function unsigned(token: string): string {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
}

function signed(text: string): string {
  return new CallbackKeys([KEY]).sign(text);
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

async function until2<T>(get: () => T, holds: (value: T) => boolean): Promise<T> {
  await until(() => holds(get()));
  return get();
}

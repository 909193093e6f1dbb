import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { CallbackKeys } from 'temporal-functiongraph';
import { KEY, useCallbackWorker, untilCalled } from '../pipelines/worker-with-callbacks';
import { emptyFolder, tfg } from './tfg';

const folder = emptyFolder();
const worker = useCallbackWorker({
  keep: `require('node:fs').writeFileSync(${JSON.stringify(folder)} + '/' + event.run, event.token); return {};`,
});

let runs = 0;

async function ask(): Promise<{ handle: WorkflowHandle; token: string }> {
  const run = `run-${++runs}`;
  const handle = await worker.start(
    {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'keep.waitForTaskToken',
          Parameters: { 'run.$': '$.run', 'token.$': '$$.Task.Token' },
          End: true,
        },
      },
    },
    { run },
  );
  await untilCalled(handle, 'Ask');
  return { handle, token: readFileSync(join(folder, run), 'utf8') };
}

/** Through Temporal with the key, or through the worker without anything. */
const WAYS: [string, () => { args: string[]; env: Record<string, string> }][] = [
  [
    'Temporal',
    () => ({ args: [], env: { TEMPORAL_ADDRESS: worker.temporal.address, FUNCTIONGRAPH_CALLBACK_KEY: KEY } }),
  ],
  ['a worker', () => ({ args: ['--url', worker.url], env: {} })],
];

describe.each(WAYS)('through %s', (_name, way) => {
  const callback = (token: string, ...args: string[]) => {
    const { args: more, env } = way();
    return tfg(['callback', token, ...args, ...more], { env });
  };

  test('an output completes the task, and the same token is refused after that', async () => {
    const { handle, token } = await ask();
    expect(await callback(token, '--output', '{"approved":true}')).toEqual({
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
    });
    expect(await handle.result()).toEqual({ approved: true });
    expect(await callback(token, '--output', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('waits no more'),
    });
  });

  test('a sign of life and an error reach the task', async () => {
    const { handle, token } = await ask();
    expect(await callback(token, '--heartbeat')).toMatchObject({ code: 0 });
    expect(await callback(token, '--error', 'Rejected', '--cause', 'too much')).toMatchObject({ code: 0 });
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'Rejected', message: 'too much' } });
  });

  test('a token that is not ours is refused, and a run that is not there', async () => {
    const foreign = new CallbackKeys(['b'.repeat(32)]).sign('tfg1:a:b:c:1:');
    expect(await callback(foreign, '--output', '1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not signed'),
    });
    const unknown = new CallbackKeys([KEY]).sign('tfg1:no-such-run:b:c:1:');
    expect(await callback(unknown, '--output', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no such run'),
    });
  });
});

test.each([
  ['nothing to say', ['callback', 'T'], {}, 'give one of --output, --error and --heartbeat'],
  ['two things to say', ['callback', 'T', '--heartbeat', '--output', '1'], {}, 'give one of'],
  ['an output that is no JSON', ['callback', 'T', '--output', '{'], {}, 'the output (--output) is not JSON'],
  [
    'an output file that is not there',
    ['callback', 'T', '--output', '@gone.json'],
    {},
    '--output @gone.json',
  ],
  ['no key', ['callback', 'T', '--heartbeat'], {}, 'set FUNCTIONGRAPH_CALLBACK_KEY'],
  [
    'a key that is too short',
    ['callback', 'T', '--heartbeat'],
    { FUNCTIONGRAPH_CALLBACK_KEY: 'abc' },
    'is too short',
  ],
  ['half a token', ['callback', 'T', '--heartbeat'], { FUNCTIONGRAPH_CALLBACK_KEY: KEY }, 'no whole token'],
])('%s is refused', async (_what, args, env, text) => {
  expect(await tfg(args, { env })).toMatchObject({ code: 2, stderr: expect.stringContaining(text) });
});

test('a worker that is not there is told from a wrong token', async () => {
  const { code, stderr } = await tfg(['callback', 'T', '--heartbeat', '--url', 'http://127.0.0.1:1']);
  expect([code, stderr]).toEqual([4, expect.stringContaining('http://127.0.0.1:1 is not reachable')]);
});

import { CallbackKeys } from 'temporal-functiongraph';
import { until } from '../../support/until';
import { usePipelines } from './pipelines';

const KEY = 'a-key-of-these-tests-0123456789abcdef';
const tokens: string[] = [];
const pipelines = usePipelines({
  callbackKeys: [KEY],
  client: {
    async invoke(fn: string, event: unknown) {
      if (fn === 'ask') tokens.push((event as { token: string }).token);
      return { output: null };
    },
  },
});

/** Steps of three events each, until Temporal suggests to continue as new. */
const STEPS = 1400;

test('a callback that is open goes along when the run continues as new', async () => {
  const ask = {
    Type: 'Task',
    Resource: 'ask.waitForTaskToken',
    TimeoutSeconds: 3600,
    HeartbeatSeconds: 1800,
    Parameters: { 'token.$': '$$.Task.Token' },
    End: true,
  };
  const work = {
    Type: 'Map',
    MaxConcurrency: 100,
    ItemProcessor: {
      StartAt: 'Step',
      States: { Step: { Type: 'Task', Resource: 'step', ResultPath: null, End: true } },
    },
    ResultPath: null,
    End: true,
  };
  const handle = await pipelines.start(
    {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Ask', States: { Ask: ask } },
            { StartAt: 'Work', States: { Work: work } },
          ],
          OutputPath: '$[0]',
          End: true,
        },
      },
    },
    Array.from({ length: STEPS }, (_, n) => n),
  );
  const { runId } = await handle.describe();
  await until(async () => (await handle.describe()).runId !== runId);
  const verdict = new CallbackKeys([KEY]).verify(tokens[0] ?? '');
  if (!('token' in verdict)) throw new Error('it is no token of ours');
  const { id, path, run } = verdict.token;
  const send = (outcome: object) => handle.executeUpdate('callback', { args: [{ id, path, run, outcome }] });
  expect(await send({ heartbeat: true })).toBe('accepted');
  expect(await send({ output: 'answered' })).toBe('accepted');
  expect(await handle.result()).toBe('answered');
  expect(tokens).toHaveLength(1);
});

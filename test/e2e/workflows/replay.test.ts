import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { useTemporal } from '../../support/temporal';
import { workflowBundle } from '../../support/workflow-bundle';
import { recordedRuns } from './recorded-runs';
import { ScriptedActivities } from './scripted-activities';

const temporal = useTemporal();
const workflows = require.resolve('./order-workflows');

async function replay(name: string, change: (text: string) => string = (text) => text): Promise<void> {
  const text = readFileSync(join(__dirname, 'histories', `${name}.json`), 'utf8');
  const history: unknown = JSON.parse(change(text));
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(workflows) }, history, name);
}

test.each(recordedRuns.map(({ name }) => name))(
  'a run "%s" that was recorded earlier replays',
  async (name) => {
    await expect(replay(name)).resolves.toBeUndefined();
  },
);

test('a history of other steps is told apart', async () => {
  const otherStep = replay('fan-out', (text) => text.replaceAll('"items[1]/reserve"', '"items[7]/reserve"'));
  await expect(otherStep).rejects.toThrow(DeterminismViolationError);
});

test('replays call no function again', async () => {
  const script = new ScriptedActivities().on('echo', ({ event }) => Number(event) + 1);
  const options = { workflows, activities: script.activities, maxCachedWorkflows: 0 };
  const result = await temporal.withWorker(options, () =>
    temporal.client.workflow.execute('callChain', {
      ...temporal.run(),
      args: [{ functions: ['echo', 'echo', 'echo', 'echo'], input: 1 }],
    }),
  );

  expect(result).toBe(5);
  expect(script.requests.map(({ event }) => event)).toEqual([1, 2, 3, 4]);
});

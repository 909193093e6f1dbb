import type { StateMachine } from 'temporal-functiongraph/asl';
import { createActivities } from '#dist/activities/index';
import type { PipelineInput } from 'temporal-functiongraph/workflows';
import { useTemporal } from '../../support/temporal';
import { Functions } from '../pipelines/functions';
import { activityIds } from '../pipelines/run';
import { Examples } from './examples';
import { UserProject } from './user-project';

const examples = new Examples('docs/maps.md');
const express = JSON.parse(examples.take('maps-express')) as StateMachine;
const prioritised = JSON.parse(examples.take('maps-priority')) as PipelineInput;
const workflowsCode = examples.take('maps-workflows');

const temporal = useTemporal();
const project = new UserProject();
const functions = new Functions({ resize: (image: unknown) => ({ image }) });
const activities = createActivities(functions);

beforeAll(async () => {
  project.write('workflows.ts', workflowsCode);
  await project.compile();
}, 60_000);

test('the map of the page runs in batches, in a workflows file of the user', async () => {
  await temporal.withWorker({ workflows: project.path('workflows.js'), activities }, async () => {
    const images = Array.from({ length: 250 }, (_, index) => `${index}.png`);
    const handle = await temporal.client.workflow.start('runPipeline', {
      ...temporal.run(),
      args: [{ definition: express, input: { images } }],
    });
    expect(await handle.result()).toEqual({ count: 250 });
    expect(await activityIds(handle)).toEqual(['Resize all[0-199]', 'Resize all[200-249]']);
  });
});

test('the priority goes to the activities', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await temporal.client.workflow.start('runPipeline', {
      ...temporal.run(),
      args: [prioritised],
    });
    await handle.result();
    const { events } = await handle.fetchHistory();
    const scheduled = events?.find((event) => event.activityTaskScheduledEventAttributes != null);
    expect(scheduled?.activityTaskScheduledEventAttributes?.priority).toMatchObject({
      priorityKey: 4,
      fairnessKey: 'imports',
    });
  });
});

test('every example of the page is tested', () => {
  expect(examples.untested()).toEqual([]);
});

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from 'temporal-functiongraph';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { createActivities } from '#dist/activities/index';
import type { PipelineInput } from 'temporal-functiongraph/workflows';
import { tempDir } from '../../support/temp-dir';
import { useTemporal } from '../../support/temporal';
import { Functions } from '../pipelines/functions';
import { activityIds } from '../pipelines/run';
import { Examples } from './examples';
import { UserProject } from './user-project';

const examples = new Examples('docs/maps.md');
const express = JSON.parse(examples.take('maps-express')) as StateMachine;
const writing = JSON.parse(examples.take('maps-writer')) as StateMachine;
const prioritised = JSON.parse(examples.take('maps-priority')) as PipelineInput;
const workflowsCode = examples.take('maps-workflows');

const temporal = useTemporal();
const project = new UserProject();
const functions = new Functions({
  resize: (image: unknown) => ({ image }),
  describe: (image: unknown) => ({ image }),
});
const folder = tempDir();
mkdirSync(join(folder, 'results'));
const activities = createActivities(functions, { objects: new FolderStore(folder) });

beforeAll(async () => {
  project.write('workflows.ts', workflowsCode);
  await project.compile();
});

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

test('the results of the page are written, and the manifest names the files', async () => {
  await temporal.withWorker({ activities }, async () => {
    const images = Array.from({ length: 250 }, (_, index) => `${index}.png`);
    const output = await temporal.client.workflow.execute('runPipeline', {
      ...temporal.run(),
      args: [{ definition: writing, input: { images } }],
    });
    const { Bucket, Key } = (output as { ResultWriterDetails: { Bucket: string; Key: string } })
      .ResultWriterDetails;
    expect([Bucket, Key]).toEqual(['results', expect.stringMatching(/^daily\/[^/]+\/manifest\.json$/)]);
    const text = (key: string): string => readFileSync(join(folder, Bucket, key), 'utf8');
    const { SUCCEEDED } = (
      JSON.parse(text(Key)) as { ResultFiles: { SUCCEEDED: { Key: string; Size: number }[] } }
    ).ResultFiles;
    expect(SUCCEEDED.map((file) => file.Key.split('/').at(-1))).toEqual([
      'SUCCEEDED_0.jsonl',
      'SUCCEEDED_200.jsonl',
    ]);
    const lines = SUCCEEDED.flatMap((file) => text(file.Key).trimEnd().split('\n'));
    expect(lines).toEqual(images.map((image) => JSON.stringify({ image })));
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

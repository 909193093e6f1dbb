import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { useTemporal } from '../../support/temporal';
import { workflowBundle } from '../../support/workflow-bundle';
import { recordedPipelines } from './recorded-pipelines';

useTemporal();

test.each(recordedPipelines.map(({ name }) => name))(
  'a pipeline "%s" that was recorded earlier replays',
  async (name) => {
    const text = readFileSync(join(__dirname, 'histories', `${name}.json`), 'utf8');
    const bundle = await workflowBundle(undefined);
    await expect(
      Worker.runReplayHistory({ workflowBundle: bundle }, JSON.parse(text), name),
    ).resolves.toBeUndefined();
  },
);

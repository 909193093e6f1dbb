import { sleep } from '@temporalio/workflow';
import type { WaitCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
import { startEffect } from './start-effect';

/** A timer up to a point of time, so that a run that continues as new goes on waiting for the same one. */
export function wait(run: PipelineRun, command: WaitCommand): void {
  const { id, untilMs, path, why } = command;
  const summary = why === 'machine-timeout' ? 'TimeoutSeconds of the pipeline' : `${path}${WHY[why]}`;
  startEffect<void>(
    run,
    command,
    (ended, failed) => sleep(Math.max(1, run.clock.untilMs(untilMs)), { summary }).then(ended, failed),
    { carries: true, ended: () => run.deliver({ type: 'elapsed', id }), failed: () => {} },
  );
}

const WHY = { state: '', retry: ': next try' } as const;

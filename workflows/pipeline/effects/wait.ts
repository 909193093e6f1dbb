import { sleep } from '@temporalio/workflow';
import type { WaitCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
import { startEffect } from './start-effect';

/** A timer up to a point of time, so that a run that continues as new goes on waiting for the same one. */
export function wait(run: PipelineRun, command: WaitCommand): void {
  const { id, untilMs, path, why } = command;
  const summary = why === 'machine-timeout' ? 'TimeoutSeconds of the pipeline' : `${path}${WHY[why]}`;
  const elapsed = (): void => run.deliver({ type: 'elapsed', id });
  const timer = (): Promise<void> => sleep(Math.max(1, run.clock.untilMs(untilMs)), { summary });
  if (why === 'machine-timeout') {
    // Of its own: the limit holds, too, for what cleans up after a cancellation.
    const { promise, cancel } = run.inScope(timer);
    run.open.set(id, { command, cancel, carries: true });
    promise.then(elapsed, () => {});
    return;
  }
  startEffect<void>(run, command, (ended, failed) => timer().then(ended, failed), {
    carries: true,
    ended: elapsed,
    failed: () => {},
  });
}

const WHY = { state: '', retry: ': next try' } as const;

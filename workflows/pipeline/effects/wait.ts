import { sleep } from '@temporalio/workflow';
import type { WaitCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';

/** A timer up to a point of time, so that a run that continues as new goes on waiting for the same one. */
export function wait(run: PipelineRun, command: WaitCommand): void {
  const { id, untilMs, path, why } = command;
  const summary = why === 'machine-timeout' ? 'TimeoutSeconds of the pipeline' : `${path}${WHY[why]}`;
  const { promise, cancel } = run.inScope(() => sleep(Math.max(1, run.clock.untilMs(untilMs)), { summary }));
  run.open.set(id, { command, cancel, carries: true });
  promise.then(
    () => run.deliver({ type: 'elapsed', id }),
    () => {},
  );
}

const WHY = { state: '', retry: ': next try' } as const;

import type { Snapshot } from '../../asl/run';
import type { CarriedEffect, CarriedRun } from './pipeline-input';
import type { PipelineRun } from './pipeline-run';

/**
 * What the next Temporal run goes on with.
 *
 * @param held commands that were not begun
 */
export function carriedRun(
  { open, keyPrefix, clock, progress, paused, callbacks }: PipelineRun,
  snapshot: Snapshot,
  held: readonly CarriedEffect[],
): CarriedRun {
  const underWay = [...open.values()].map(
    ({ command, waiting, carry }) => carry?.() ?? { command, ...(waiting && { waiting }) },
  );
  const usedCallbacks = callbacks.carry();
  return {
    snapshot,
    open: [...underWay, ...held],
    keyPrefix,
    startedMs: clock.startedMs,
    progress: progress.carry(),
    ...(usedCallbacks.length > 0 && { usedCallbacks }),
    ...(paused && { paused }),
  };
}

import type { Checkpoint, OpenCommand } from '../../../activities/express/wire';
import { RunProgress } from '../../../asl/progress';
import type { LiveEffect } from './live-states';
import type { ViewedRun } from './view-of';

/** What the workflow of a pipeline in mode `express` knows of it. */
export interface ViewedExpress extends Pick<
  ViewedRun,
  'plan' | 'clock' | 'input' | 'paused' | 'cancelled' | 'cutShort' | 'done' | 'endedMs'
> {
  /** Where an activity left it last. */
  readonly checkpoint: Checkpoint | undefined;
  /** An activity goes on from there. */
  readonly isUnderWay: boolean;
  /** Of one that has ended. */
  readonly progress: RunProgress | undefined;
}

/**
 * The run as its views see it.
 *
 * @param seen a checkpoint out of the activity's heartbeats
 */
export function expressRun(run: ViewedExpress, seen?: Checkpoint): ViewedRun {
  const at = run.done === undefined ? newest(run.checkpoint, seen) : undefined;
  const progress = run.progress ?? new RunProgress(at?.progress);
  const open = new Map<number, LiveEffect>();
  for (const { command, call } of at?.open ?? []) {
    if (call?.error !== undefined) progress.problems.set(command.path, { error: call.error });
    if (run.paused && !run.isUnderWay && isHeld(command, run)) continue;
    open.set(command.id, { command, ...(call !== undefined && { call }) });
  }
  const { plan, clock, input, paused, cancelled, cutShort, done, endedMs } = run;
  return {
    plan,
    clock,
    input,
    paused,
    cancelled,
    cutShort,
    done,
    endedMs,
    mode: 'express',
    progress,
    snapshot: at?.snapshot,
    open,
  };
}

/** What waits for the end of a pause, and no longer for its own time. */
function isHeld(command: OpenCommand['command'], { clock }: ViewedExpress): boolean {
  if (command.type !== 'wait') return true;
  return command.why !== 'machine-timeout' && clock.nowMs() >= command.untilMs;
}

/** Heartbeats come late where the activity has ended meanwhile. */
function newest(known: Checkpoint | undefined, seen: Checkpoint | undefined): Checkpoint | undefined {
  // The details of an attempt that was lost may be packed.
  if (known?.snapshot === undefined || seen === undefined) return seen ?? known;
  return seen.snapshot.nextId >= known.snapshot.nextId ? seen : known;
}

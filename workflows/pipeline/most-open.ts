import { beginsWork, type OpenEffect } from './open-effect';
import type { CarriedEffect } from './pipeline-input';

/**
 * Temporal takes 2,000 activities, and as many child workflows, pending in a run; a workflow task that asks for more fails
 * for ever (`limit.numPendingActivities.error` of its dynamic configuration).
 */
const MOST_OPEN = 1500;
/**
 * The checkpoints of a run's express activities, up to 128 KiB each, are in the state that the server keeps of the run:
 * over 8 MB it ends the run by force (`limit.mutableStateSize.error`).
 */
const MOST_EXPRESS = 48;

export type Kind = 'express' | 'other';

/** `undefined`: however many of them there are. */
export function kindOf(effect: CarriedEffect): Kind | undefined {
  const { command } = effect;
  if (command.type === 'items' && command.settings?.mode === 'express') return 'express';
  return beginsWork(effect) ? 'other' : undefined;
}

/** Whether so much of a kind is under way that more has to wait until something of it has ended. */
export function isTooMuch(kind: Kind, open: ReadonlyMap<number, OpenEffect>): boolean {
  if (kind === 'express') return atLeast(MOST_EXPRESS, open, (effect) => kindOf(effect) === 'express');
  return atLeast(MOST_OPEN, open, beginsWork);
}

function atLeast(
  most: number,
  open: ReadonlyMap<number, OpenEffect>,
  counts: (effect: OpenEffect) => boolean,
): boolean {
  if (open.size < most) return false;
  let count = 0;
  for (const effect of open.values()) if (counts(effect)) count++;
  return count >= most;
}

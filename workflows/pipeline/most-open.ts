import type { Command } from '../../asl/run';
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

/** Whether so much is under way that an effect has to wait until something of it has ended. */
export function isTooMuch(effect: CarriedEffect, open: ReadonlyMap<number, OpenEffect>): boolean {
  if (!beginsWork(effect)) return false;
  if (isExpress(effect.command)) return atLeast(MOST_EXPRESS, open, ({ command }) => isExpress(command));
  return atLeast(MOST_OPEN, open, beginsWork);
}

function isExpress(command: Command): boolean {
  return command.type === 'items' && command.settings?.mode === 'express';
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

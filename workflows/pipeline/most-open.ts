import type { Command } from '../../asl/run';
import type { ActivityIds } from './activity-ids';
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
/** The results of local activities that end in one workflow task go to the server in one message, of at most 4 MiB. */
const MOST_LOCAL = 8;

export type Kind = 'express' | 'local' | 'other';

interface UnderWay {
  readonly open: ReadonlyMap<number, OpenEffect>;
  readonly activityIds: ActivityIds;
}

/** `undefined`: however many of them there are. */
export function kindOf(effect: CarriedEffect): Kind | undefined {
  const { command } = effect;
  if (command.type === 'items' && command.settings?.mode === 'express') return 'express';
  if (!beginsWork(effect)) return undefined;
  return isLocal(command) ? 'local' : 'other';
}

/** A call that the workflow's own worker makes. Of a machine's mode only functions know. */
export function isLocal(command: Command): boolean {
  if (command.type !== 'invoke' || command.resource.kind !== 'function') return false;
  return command.settings?.mode === 'local';
}

const MOST: Readonly<Record<Kind, number>> = { express: MOST_EXPRESS, local: MOST_LOCAL, other: MOST_OPEN };

/** Whether so much of a kind is under way that more has to wait until something of it has ended. */
export function isTooMuch(kind: Kind, { open, activityIds }: UnderWay): boolean {
  // Activities that were cancelled count until they have ended.
  if (activityIds.count(kind) >= MOST[kind]) return true;
  // A local call has its id until its tries and waits are over.
  if (kind === 'local' || open.size < MOST[kind]) return false;
  let count = 0;
  for (const effect of open.values()) if (kindOf(effect) === kind) count++;
  return count >= MOST[kind];
}

import type { Command } from '../../asl/run';
import type { CallbackWait, CarriedEffect } from './pipeline-input';

/** Whether it is more than waiting for what is under way already. */
export function beginsWork({ command, waiting, shard }: CarriedEffect): boolean {
  return command.type !== 'wait' && waiting === undefined && shard === undefined;
}

/** A part of a map's results: once it is written, the run's state is smaller. */
function makesRoom({ command }: CarriedEffect): boolean {
  return command.type === 'write' && command.first !== undefined;
}

/** Whether it is not begun before a continued run, or the end of a pause. */
export function isHeldBack(effect: CarriedEffect, draining: boolean, paused: boolean): boolean {
  return (draining && !makesRoom(effect)) || (paused && beginsWork(effect));
}

/** An effect under way. */
export interface OpenEffect {
  readonly command: Command;
  /** Ends it; its event will not be taken. */
  readonly cancel: () => void;
  /** A run that continues as new takes it along and starts it again: it needs not to end first. */
  carries: boolean;
  /** What is carried. Default: the command, and since when its callback is waited for. */
  readonly carry?: () => CarriedEffect;
  /** Also after `cancel` it says itself what became of it. */
  readonly reports?: true;
  /** Begins nothing further, or goes on. Absent: a pause lets it end by itself. */
  readonly pause?: (paused: boolean) => void;
  /** The call was made: a callback is waited for. */
  waiting?: CallbackWait;
}

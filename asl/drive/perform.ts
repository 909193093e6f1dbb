import type { CancelCommand, Command, EngineEvent } from '../engine/turn';
import { EngineError } from '../engine/problem';
import type { Effects } from './effects';
import { performInvoke } from './perform-invoke';
import { eventOf } from './reply-event';

/** What the driver fills in where the effects leave it out. */
export type FullEffects = Effects & Required<Pick<Effects, 'random' | 'uuid' | 'read' | 'write'>>;

/** Does what a command says, and tells the event that answers it. */
export async function perform(
  command: Exclude<Command, CancelCommand>,
  effects: FullEffects,
  signal: AbortSignal,
): Promise<EngineEvent> {
  if (command.type === 'invoke') return performInvoke(command, effects, signal);
  if (command.type === 'wait') {
    await effects.sleep(Math.max(0, command.untilMs - effects.now()), { signal, why: command.why });
    return { type: 'elapsed', id: command.id };
  }
  // The driver asks for no delegation: all items run inside the run.
  if (command.type === 'items') throw new EngineError('This driver runs no chunks of items.');
  const reply = await (command.type === 'read'
    ? effects.read(command, signal)
    : effects.write(command, signal));
  return eventOf(command.id, reply);
}

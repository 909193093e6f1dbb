import type { ItemsCommand } from '../engine/map-commands';
import type { CancelCommand, Command, EngineEvent } from '../engine/turn';
import type { Effects, Reply } from './effects';
import { performInvoke } from './perform-invoke';
import { eventOf } from './reply-event';

/** The effects with what the driver fills in, and the runs of chunks of a Map's items. */
export type FullEffects = Effects &
  Required<Pick<Effects, Filled>> & {
    items(command: ItemsCommand, signal: AbortSignal): Promise<Reply>;
  };

type Filled = 'random' | 'uuid' | 'read' | 'write' | 'persist' | 'observe';

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
  if (command.type === 'read') return eventOf(command.id, await effects.read(command, signal));
  if (command.type === 'write') return eventOf(command.id, await effects.write(command, signal));
  return eventOf(command.id, await effects.items(command, signal));
}

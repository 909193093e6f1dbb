import type { EngineEvent, ItemsCommand, ItemsPart } from '../../../asl/run';
import type { CarriedEffect } from '../pipeline-input';

export type ItemsEffect = CarriedEffect & { readonly command: ItemsCommand };

/** `[200-399]`, for people. */
export function rangeOf({ first, count }: ItemsPart): string {
  return `[${first}-${first + count - 1}]`;
}

/** Version of what is sent with a part: a worker that does not know that a chunk writes its own results leaves it to another. */
export function versionOf({ write }: ItemsPart): 1 | 2 {
  return write === undefined ? 1 : 2;
}

/** What names a chunk that is under way elsewhere: without its items, which are there. */
export function slim(command: ItemsCommand): ItemsCommand {
  const { first, count, place, run, maxConcurrency, write } = command.part;
  const part: ItemsPart = {
    first,
    count,
    place: { ...place, input: null },
    run,
    maxConcurrency,
    ...(write !== undefined && { write }),
  };
  return { ...command, part };
}

/** A chunk that Temporal would not take: scheduled, it would fail the workflow task for ever. */
export function itemsTooLarge({ id, part }: ItemsCommand): EngineEvent {
  const error = 'States.DataLimitExceeded';
  const cause = `The items ${rangeOf(part)}, with the variables and inputs that they see, are over the 2 MiB that Temporal takes at a time. Keep large data in objects of their own (OBS), and their keys in the items.`;
  return { type: 'failed', id, error, cause, names: [error, 'States.ALL'], executed: 'no' };
}

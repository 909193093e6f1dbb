import type { ItemsCommand, ItemsPart } from '../../../asl/run';
import type { CarriedEffect } from '../pipeline-input';

export type ItemsEffect = CarriedEffect & { readonly command: ItemsCommand };

/** `[200-399]`, for people. */
export function rangeOf({ first, count }: ItemsPart): string {
  return `[${first}-${first + count - 1}]`;
}

/** What names a chunk that is under way elsewhere: without its items and its machine, which are there. */
export function slim(command: ItemsCommand): ItemsCommand {
  const { first, count, place, run, maxConcurrency } = command.part;
  const part: ItemsPart = { first, count, place: { ...place, input: null }, run, maxConcurrency };
  return { ...command, part };
}

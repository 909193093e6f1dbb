import type { ChainInput } from './workflows';

/** Over the 200 items from which on the chunks of a distributed Map are child workflows. */
const MAP_STEPS = 205;
/** Steps of a long machine against those of others: it continues as new. */
const LONG = 5;

/**
 * Five of the first chains are sharded maps, which are longest under way. Of the rest half is code, a third state machines
 * (some of them long) and a sixth machines in mode express. A third of all but those is at-most-once.
 */
export function chainInput(chain: number, steps: number): ChainInput {
  const delivery = chain % 3 === 0 ? 'at-most-once' : 'at-least-once';
  if (chain < 40 && chain % 8 === 1) return { chain, steps: MAP_STEPS, delivery, writtenAs: 'sharded map' };
  if (chain % 2 === 0) return { chain, steps, delivery, writtenAs: 'code' };
  // Mode express has no at-most-once, and these are never multiples of three.
  if (chain % 6 === 5) return { chain, steps, delivery, writtenAs: 'express machine' };
  return { chain, steps: chain % 10 === 9 ? LONG * steps : steps, delivery, writtenAs: 'state machine' };
}

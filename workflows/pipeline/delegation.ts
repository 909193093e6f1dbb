import type { Delegation } from '../../asl/run';

/** A distributed map with fewer items runs them itself: about four events of its history each. */
export const MIN_ITEMS = 200;
/** Of a chunk: some hundred events of a child workflow's history, or a few hundred KB of an activity's checkpoint. */
export const CHUNK_ITEMS = 200;

/** How a pipeline hands the items of large maps out: at most 1,000 run at once, and never so many activities in one workflow. */
export const DELEGATION: Delegation = {
  minItems: MIN_ITEMS,
  chunkItems: CHUNK_ITEMS,
  chunkConcurrency: 50,
  maxChunks: 20,
  writes: true,
};

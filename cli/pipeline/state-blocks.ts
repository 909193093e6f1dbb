import type { PipelineView, StateView } from '../../client';

/** A state of the machine itself, and what stands inside it. */
export interface StateBlock {
  readonly entry: number;
  readonly ended: boolean;
  readonly states: readonly StateView[];
}

/** A view's states in blocks; they are in the order of the tree. */
export function stateBlocks({ states }: PipelineView): readonly StateBlock[] {
  const blocks: StateView[][] = [];
  for (const state of states) {
    const last = blocks.at(-1);
    if (last === undefined || !state.path.includes('/')) blocks.push([state]);
    else last.push(state);
  }
  return blocks.map((block) => ({
    entry: block[0]?.entry ?? 0,
    ended: block[0]?.endedMs !== undefined,
    states: block,
  }));
}

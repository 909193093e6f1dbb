import { shortenPath } from '../asl/engine/path';

const VISITS = Symbol.for('temporal-functiongraph.visits');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [VISITS]?: Map<string, number> };

/**
 * The path of the step that is about to be scheduled: `NAME` or `WITHIN/NAME`, with `#n` from the second visit on.
 * Counting visits makes it unique in the workflow and the same in each replay.
 */
export function nextStepPath(name: string, within: string | undefined): string {
  const path = shortenPath(within === undefined ? name : `${within}/${name}`);
  const visits = (perWorkflow[VISITS] ??= new Map());
  const visit = (visits.get(path) ?? 0) + 1;
  visits.set(path, visit);
  return visit === 1 ? path : `${path}#${visit}`;
}

import { jsonBytes } from './event-size';

const BYTES = Symbol.for('temporal-functiongraph.local-results');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [BYTES]?: number };

/**
 * The results of local steps are sent to the server together, when the workflow task ends, and Temporal takes 4 MiB at
 * once. Above this there is still room for one more result and for the event of the step that comes after it.
 */
const ENOUGH_BYTES = 512 * 1024;

/** What a result takes beside itself: the marker in the history. */
const MARKER_BYTES = 512;

export function countLocalResult(answer: object): void {
  perWorkflow[BYTES] = (perWorkflow[BYTES] ?? 0) + MARKER_BYTES + jsonBytes(answer);
}

/** Whether the next step has to be a standard one, with which the server gets all results of the local ones before. */
export function mustHandOverLocalResults(): boolean {
  return (perWorkflow[BYTES] ?? 0) >= ENOUGH_BYTES;
}

/** An answer came by way of the server, which so has all results of before. */
export function localResultsHandedOver(): void {
  perWorkflow[BYTES] = 0;
}

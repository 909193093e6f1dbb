import { jsonBytes } from './event-size';

interface LocalResults {
  bytes: number;
  ms: number;
}

const RESULTS = Symbol.for('temporal-functiongraph.local-results');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [RESULTS]?: LocalResults };

const results = (): LocalResults => (perWorkflow[RESULTS] ??= { bytes: 0, ms: 0 });

/**
 * The results of local steps are sent to the server together, when the workflow task ends, and Temporal takes 4 MiB at
 * once. Above this there is still room for one more result and for the event of the step that comes after it.
 */
const ENOUGH_BYTES = 512 * 1024;

/** What a result takes beside itself: the marker in the history. */
const MARKER_BYTES = 512;

/** Local chains of so long together are enough: what the server does not have yet is repeated when the worker dies. */
const ENOUGH_MS = 1000;

export function countLocalResult(answer: object): void {
  results().bytes += MARKER_BYTES + jsonBytes(answer);
}

/** @param ms what a local chain took; default: more than enough */
export function countLocalChain(ms: number = ENOUGH_MS): void {
  results().ms += ms;
}

/** Whether the next step has to be a standard one, with which the server gets all results of the local ones before. */
export function mustHandOverLocalResults(): boolean {
  return results().bytes >= ENOUGH_BYTES;
}

/** The same for the next chain. */
export function mustHandOverLocalChains(): boolean {
  return mustHandOverLocalResults() || results().ms >= ENOUGH_MS;
}

/** An answer came by way of the server, which so has all results of before. */
export function localResultsHandedOver(): void {
  perWorkflow[RESULTS] = { bytes: 0, ms: 0 };
}

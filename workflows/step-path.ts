const VISITS = Symbol.for('temporal-functiongraph.visits');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [VISITS]?: Map<string, number> };

const MAX_PATH_BYTES = 200;

/**
 * The path of the step that is about to be scheduled: `NAME` or `WITHIN/NAME`, with `#n` from the second visit on.
 * Counting visits makes it unique in the workflow and the same in each replay.
 */
export function nextStepPath(name: string, within: string | undefined): string {
  const path = shorten(within === undefined ? name : `${within}/${name}`);
  const visits = (perWorkflow[VISITS] ??= new Map());
  const visit = (visits.get(path) ?? 0) + 1;
  visits.set(path, visit);
  return visit === 1 ? path : `${path}#${visit}`;
}

/** Over 200 bytes: the first 120, `~`, and a hash of all. */
function shorten(path: string): string {
  if (path.length * 3 <= MAX_PATH_BYTES) return path;
  const bytes = new TextEncoder().encode(path);
  if (bytes.length <= MAX_PATH_BYTES) return path;
  let end = 120;
  while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return `${new TextDecoder().decode(bytes.subarray(0, end))}~${fnv1a64(bytes)}`;
}

/** FNV-1a with 64 bits: short and well spread; nothing here needs to withstand an attacker. */
function fnv1a64(bytes: Uint8Array): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

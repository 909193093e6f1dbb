const MAX_PATH_BYTES = 200;

/** @param name the state's name, escaped as in JSON Pointer */
export function segment(name: string, visit: number): string {
  return visit === 1 ? name : `${name}#${visit}`;
}

/** Over 200 bytes: the first 120, `~`, and a hash of all. */
export function shortenPath(path: string): string {
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

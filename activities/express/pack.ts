import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';

/** Fast: a checkpoint is written every second. The window spans copies of an input that lie far apart. */
const OPTIONS = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 22 },
};

/** What a checkpoint is in heartbeat details where it is large: its JSON, compressed, in base64. */
interface Packed {
  readonly packed: string;
}

export async function pack(json: string): Promise<Packed> {
  const bytes = await promisify(brotliCompress)(json, OPTIONS);
  return { packed: bytes.toString('base64') };
}

/** A checkpoint out of heartbeat details. */
export function unpack(details: unknown): unknown {
  const { packed } = (details ?? {}) as Partial<Packed>;
  if (typeof packed !== 'string') return details;
  return JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString());
}

import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { headerText } from '../decode/header-values';
import type { Answer } from './exchange';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * Unpacks a body that something on the way has packed: this client asks for no encoding, but one that is not refused may be
 * used. What it unpacks to is bounded, too.
 */
export async function decompress(answer: Answer, maxBytes: number): Promise<Answer> {
  const encoding = headerText(answer.headers, 'content-encoding')?.trim().toLowerCase();
  const decode = encoding === undefined ? undefined : DECODERS.get(encoding);
  if (!decode || answer.incomplete || answer.body.length === 0) return answer;
  try {
    return { ...answer, body: await decode(answer.body, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const tooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    return { ...answer, incomplete: tooLarge ? 'too-large' : 'lost', error: error as Error };
  }
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The documents say 2,000 bytes and 4 KB. */
const MAX_LOG_BYTES = 4 * 1024;

/** Reads `X-Cff-Function-Log`, base64; what is not is left out. */
export function readLogTail(header: string | undefined): string | undefined {
  const text = header?.trim();
  if (!text || !BASE64.test(text)) return undefined;
  return lastBytes(Buffer.from(text, 'base64'));
}

/** The `log` of a v1 envelope, plain text. */
export function cutLog(log: unknown): string | undefined {
  return typeof log === 'string' && log !== '' ? lastBytes(Buffer.from(log)) : undefined;
}

/** The platform cuts in the middle of a character, too: what is left of it is dropped. */
function lastBytes(bytes: Buffer): string {
  const tail = bytes.length > MAX_LOG_BYTES ? bytes.subarray(bytes.length - MAX_LOG_BYTES) : bytes;
  let start = 0;
  while (start < 3 && start < tail.length && ((tail[start] ?? 0) & 0xc0) === 0x80) start++;
  return tail.toString('utf8', start);
}

/** The platform returns the end of a call's log, at most this much. */
export const MAX_TAIL_BYTES = 4096;

/** Keeps the last {@link MAX_TAIL_BYTES} of what is written, cut between characters. */
export class LogTail {
  private chunks: Buffer[] = [];
  private size = 0;

  write(chunk: Buffer): void {
    this.chunks.push(chunk.subarray(-MAX_TAIL_BYTES));
    this.size += Math.min(chunk.length, MAX_TAIL_BYTES);
    if (this.size > 4 * MAX_TAIL_BYTES) this.trim();
  }

  bytes(): Buffer {
    this.trim();
    return this.chunks[0] ?? Buffer.alloc(0);
  }

  private trim(): void {
    const all = Buffer.concat(this.chunks);
    let start = Math.max(0, all.length - MAX_TAIL_BYTES);
    while (start > 0 && start < all.length && isContinuation(all[start])) start++;
    this.chunks = [all.subarray(start)];
    this.size = all.length - start;
  }
}

/** Whether a byte of UTF-8 goes on with a character that began before it. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

import type { Socket } from 'node:net';

const STATUS_LINE = /^HTTP\/1\.[01] 100[ \r\n]/;
const STATUS_LINE_BYTES = 13;
const END_OF_HEAD = '\r\n\r\n';
const MAX_HEAD_BYTES = 16 * 1024;

/**
 * Takes `100 Continue` out of what a socket reads. A server may send one unasked and a client must be able to skip it
 * (RFC 9110, 15.2); undici closes the connection on it, and a call that succeeded would count as lost.
 */
export function skipInterimResponses(socket: Socket): void {
  const read = socket.read.bind(socket) as () => Buffer | null;
  const write = socket.write.bind(socket);
  let atHead = false;
  let held: Buffer | undefined;

  socket.write = ((...args: Parameters<typeof write>) => {
    atHead = true;
    return write(...args);
  }) as typeof socket.write;

  socket.read = () => {
    const chunk = read();
    if (!atHead || chunk === null) return chunk;
    let data = held ? Buffer.concat([held, chunk]) : chunk;
    held = undefined;
    for (;;) {
      if (data.length >= STATUS_LINE_BYTES && !isContinue(data)) break;
      const end = data.length < STATUS_LINE_BYTES ? -1 : data.indexOf(END_OF_HEAD);
      if (end === -1) {
        if (data.length > MAX_HEAD_BYTES) break;
        held = data;
        return null;
      }
      data = data.subarray(end + END_OF_HEAD.length);
      if (data.length === 0) return null;
    }
    atHead = false;
    return data;
  };
}

function isContinue(data: Buffer): boolean {
  return STATUS_LINE.test(data.toString('latin1', 0, STATUS_LINE_BYTES));
}

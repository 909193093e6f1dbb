import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** The exact bytes of a body. A longer one than `maxBytes` is refused as soon as that is known, and never kept. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length']) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.removeAllListeners('data');
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function tooLarge(): Refusal {
  return new Refusal(413, 'APIGW.0201', 'Request entity too large', { closeConnection: true });
}

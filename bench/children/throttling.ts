/** A service that runs so many calls at once, each for so long, and refuses every further one; it counts both. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerWith } from '../support/answer';
import { childOptions, serve } from '../support/child';

const { places, callMs } = childOptions() as { places: number; callMs: number };
const REFUSAL = '{"error_code":"FSS.0429","error_msg":"The function invocation is throttled"}';

let running = 0;
let counts = { served: 0, refused: 0 };

async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const event = await text(request);
  if (running >= places) {
    counts.refused += 1;
    response.writeHead(429, { 'content-type': 'application/json' }).end(REFUSAL);
    return;
  }
  running += 1;
  await sleep(callMs);
  running -= 1;
  counts.served += 1;
  answerWith(event, request, response);
}

/** What happened since it was asked before. */
async function takeCounts(): Promise<object> {
  const taken = counts;
  counts = { served: 0, refused: 0 };
  return taken;
}

const server = createServer((request, response) => void call(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  void serve({ address: `http://127.0.0.1:${port}` }, takeCounts, async () => server.closeAllConnections());
});

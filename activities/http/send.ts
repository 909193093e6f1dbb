import { Agent } from 'undici';
import { connector } from '../../functiongraph/http/connector';
import { decompress } from '../../functiongraph/http/decompress';
import { exchange } from '../../functiongraph/http/exchange';
import type { PlannedRequest } from './http-arguments';
import { MAX_BODY_BYTES, REFUSED_ADDRESS } from './http-failures';
import type { HttpLimit } from './http-limit';
import { type HttpOutcome, outcomeOf } from './outcome';

const MAX_HEADER_BYTES = 64 * 1024;

/** To one origin; further requests wait in line while their time runs. */
const MAX_CONNECTIONS = 100;

/** Addresses of the machine's own link, where clouds serve the credentials of their machines. */
const LINK_LOCAL = /^(?:::ffff:)?169\.254\.|^fe[89ab][0-9a-f]:/i;

/** Sends requests once each: no redirect is followed, and nothing is sent again. */
export class HttpSender {
  readonly #agent = new Agent({
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Each request has one deadline of its own that covers all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connector(({ remoteAddress = '' }) =>
      LINK_LOCAL.test(remoteAddress) ? refusedAddress(remoteAddress) : undefined,
    ),
  });

  /**
   * @throws the reason of the signal when it aborts
   */
  async send(request: PlannedRequest, limit: HttpLimit, signal: AbortSignal): Promise<HttpOutcome> {
    const { method, url, headers, body = null } = request;
    const limits = { timeoutMs: limit.timeoutMs, signal, maxBytes: () => MAX_BODY_BYTES };
    const target = { origin: url.origin, path: `${url.pathname}${url.search}` };
    const answer = await exchange(this.#agent, { ...target, method, headers, body }, limits);
    return outcomeOf(request, 'status' in answer ? await decompress(answer, MAX_BODY_BYTES) : answer, limit);
  }
}

function refusedAddress(address: string): Error {
  const message = `${address} is a link-local address, which http:invoke does not call`;
  return Object.assign(new Error(message), { code: REFUSED_ADDRESS });
}

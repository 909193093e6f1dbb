import { buildConnector, Pool } from 'undici';
import { skipInterimResponses } from './skip-interim-responses';

/** Time for DNS, TCP and TLS together. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A log tail of 4 KB is 5.5 KB of header; the gateway's own limit is 128 KB. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Connections of our own to one origin, so that no other library's settings or load can reach them. */
export function createPool(origin: string, maxConnections: number): Pool {
  const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  return new Pool(origin, {
    connections: maxConnections,
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Each call has one deadline of its own that covers all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      connector(options, (...result) => {
        if (result[1]) skipInterimResponses(result[1]);
        callback(...result);
      });
    },
  });
}

import { Pool } from 'undici';
import { connector } from './connector';

/** A log tail of 4 KB is 5.5 KB of header; the gateway's own limit is 128 KB. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Connections of our own to one origin, so that no other library's settings or load can reach them. */
export function createPool(origin: string, maxConnections: number): Pool {
  return new Pool(origin, {
    connections: maxConnections,
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Each call has one deadline of its own that covers all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connector(),
  });
}

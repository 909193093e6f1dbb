import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { skipInterimResponses } from './skip-interim-responses';

/** Time for DNS, TCP and TLS together. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * How connections are made: within ten seconds, and deaf to `100 Continue`.
 * @param refuse says why a connection must not be used; it is closed before anything is written to it
 */
export function connector(refuse?: (socket: Socket) => Error | undefined): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  return (options, callback) => {
    connect(options, (...result) => {
      const [, socket] = result;
      const refused = socket && refuse?.(socket);
      if (socket && refused) {
        socket.destroy();
        callback(refused, null);
        return;
      }
      if (socket) skipInterimResponses(socket);
      callback(...result);
    });
  };
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DevServerError } from './dev-server-error';

/** A port of 127.0.0.1 that nothing listens on: the wanted one (an error where it is taken), or any. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw new DevServerError(
      `Port ${wanted} of 127.0.0.1 cannot be used (${(error as NodeJS.ErrnoException).code}): end what listens there, or choose another.`,
      { cause: error },
    );
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

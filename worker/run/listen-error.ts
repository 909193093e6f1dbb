import { ConfigurationError } from '../config/configuration-error';
import type { ListenAddress } from '../config/listen-address';

/** What went wrong when a port of the configuration could not be opened, with the remedy. */
export function listenError(key: string, { host, port }: ListenAddress, reason: string): ConfigurationError {
  const remedy = /in use|EADDRINUSE/.test(reason)
    ? `port ${port} on ${host} is in use by another program. Stop that, or choose another port (0 takes a free one).`
    : `cannot listen on port ${port} of ${host} (${reason}). Choose a host of this machine and a port that you may open.`;
  return new ConfigurationError([{ message: `${key}: ${remedy}` }]);
}

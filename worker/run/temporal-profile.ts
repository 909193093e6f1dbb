import { existsSync } from 'node:fs';
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import { ConfigurationError } from '../config/configuration-error';

export interface TemporalProfile {
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
  /** `HOST:PORT`. Default `localhost:7233`. */
  readonly address: string;
  /** Default `default`. */
  readonly namespace: string;
}

/** A name or an IPv4 address, or an IPv6 address in brackets; and a port, 7233 by default. */
const ADDRESS = /^(?:\[[\da-f.:]+\]|[^\s:/[\]]+)(?::\d{1,5})?$/i;

/**
 * How Temporal is reached, as its own tools do: `TEMPORAL_*` variables over the profile of `temporal.toml` over localhost.
 *
 * @param profile of Temporal's configuration file. Default: `TEMPORAL_PROFILE`, else `default`
 * @throws ConfigurationError for a file, a profile or an address that cannot be used
 */
export function temporalProfile(profile: string | undefined, env: NodeJS.ProcessEnv): TemporalProfile {
  const file = env['TEMPORAL_CONFIG_FILE'] ?? '';
  if (file !== '' && !existsSync(file))
    throw new ConfigurationError([{ where: 'TEMPORAL_CONFIG_FILE', message: `there is no file ${file}.` }]);
  try {
    const { namespace = 'default', connectionOptions } = loadClientConnectConfig({
      overrideEnvVars: definedOnly(env),
      ...(profile !== undefined && { profile }),
    });
    const { address = 'localhost:7233' } = connectionOptions;
    if (!ADDRESS.test(address))
      throw new Error(`the address ${address} is none: give HOST:PORT, such as localhost:7233`);
    return { namespace, connectionOptions, address };
  } catch (error) {
    const message = `Temporal's configuration cannot be used: ${error instanceof Error ? error.message : String(error)}. Check the TEMPORAL_* variables, the profile and temporal.toml.`;
    throw new ConfigurationError([{ message }]);
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  );
}

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

/**
 * How Temporal is reached, as its own tools do: `TEMPORAL_*` variables over the profile of `temporal.toml` over localhost.
 *
 * @param profile of Temporal's configuration file. Default: `TEMPORAL_PROFILE`, else `default`
 * @throws ConfigurationError for a file or a profile that cannot be used
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
    return { namespace, connectionOptions, address: connectionOptions.address ?? 'localhost:7233' };
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

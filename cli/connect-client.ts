import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ConfigurationError } from '../worker/config';
import { TemporalUnreachableError } from '../worker/run/temporal-unreachable-error';

/** A client as Temporal's own tools connect: `TEMPORAL_*` variables over the profile of `temporal.toml` over localhost. */
export async function connectClient(profile: string | undefined): Promise<Client> {
  const { namespace = 'default', connectionOptions } = readProfile(profile);
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    const connection = await Connection.connect({ ...connectionOptions, address });
    return new Client({ connection, namespace });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemporalUnreachableError(
      `Temporal at ${address} is not reachable: ${reason}. Set TEMPORAL_ADDRESS, or choose a profile with TEMPORAL_PROFILE.`,
      { cause: error },
    );
  }
}

function readProfile(profile: string | undefined) {
  try {
    return loadClientConnectConfig(profile === undefined ? {} : { profile });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      {
        message: `Temporal's configuration cannot be used: ${reason}. Check the TEMPORAL_* variables, the profile and temporal.toml.`,
      },
    ]);
  }
}

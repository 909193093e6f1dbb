import { Client, Connection, NamespaceNotFoundError } from '@temporalio/client';
import { missingNamespace } from '../worker/run/missing-namespace';
import { temporalProfile } from '../worker/run/temporal-profile';
import { unreachable } from '../worker/run/temporal-unreachable-error';

const WITHIN_MS = 10_000;
/**
 * What the server knows of the activities of a run can be 8 MB. The SDK's client means to take 128 MB, and names the option
 * without its prefix (1.24): it takes 4 MiB, and asks again and again for what is larger.
 */
const CHANNEL = { 'grpc.max_receive_message_length': 128 * 1024 * 1024 };

/**
 * Does something with a client of the server that the environment and the profile name, and closes its connection.
 *
 * @throws ConfigurationError where they name a namespace that the server does not have, or cannot be used
 * @throws TemporalUnreachableError where no server answers
 */
export async function withClient<T>(
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { connectionOptions, address, namespace } = temporalProfile(profile, env);
  const connection = await Connection.connect({
    ...connectionOptions,
    address,
    connectTimeout: WITHIN_MS,
    channelArgs: CHANNEL,
  }).catch((error: unknown) => {
    throw unreachable(address, reasonOf(error), WITHIN_MS);
  });
  try {
    return await use(new Client({ connection, namespace }));
  } catch (error) {
    throw error instanceof NamespaceNotFoundError ? missingNamespace(address, namespace) : error;
  } finally {
    await connection.close();
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { readonly message?: string; readonly code?: unknown };
  if (code === 'ECONNREFUSED' || /ECONNREFUSED/.test(message ?? '')) return 'connection refused';
  if (/Failed to connect before the deadline/.test(message ?? '')) return 'no answer';
  return message ?? String(error);
}

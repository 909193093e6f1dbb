import { Client, Connection } from '@temporalio/client';
import { temporalProfile } from '../../worker/run/temporal-profile';
import { unreachable } from '../../worker/run/temporal-unreachable-error';

const WITHIN_MS = 10_000;

/** A client of the server that the environment and the profile name. Close its connection. */
export async function connectClient(
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Client & { readonly connection: Connection }> {
  const { connectionOptions, address, namespace } = temporalProfile(profile, env);
  try {
    const connection = await Connection.connect({
      ...connectionOptions,
      address,
      connectTimeout: WITHIN_MS,
    });
    return new Client({ connection, namespace }) as Client & { readonly connection: Connection };
  } catch (error) {
    throw unreachable(address, reasonOf(error), WITHIN_MS);
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { readonly message?: string; readonly code?: unknown };
  if (code === 'ECONNREFUSED' || /ECONNREFUSED/.test(message ?? '')) return 'connection refused';
  if (/Failed to connect before the deadline/.test(message ?? '')) return 'no answer';
  return message ?? String(error);
}

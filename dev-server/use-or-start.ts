import { loadClientConnectConfig } from '@temporalio/envconfig';
import { answers } from './answers';
import { DevServerError } from './dev-server-error';
import { startDevServer } from './start-dev-server';
import type { DevServer, DevServerOptions } from './start-dev-server';

const PROBE_MS = 5_000;

/**
 * The server that `TEMPORAL_ADDRESS` names (reached with Temporal's other environment settings: namespace, TLS, API key,
 * profile), or else an own one. One that is named but silent is an error, never a reason to use another.
 */
export async function temporalFromEnvironment(options: DevServerOptions = {}): Promise<DevServer> {
  if (!process.env['TEMPORAL_ADDRESS']) return startDevServer(options);
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? process.env['TEMPORAL_ADDRESS'];
  return named('TEMPORAL_ADDRESS', address, () => answers(connectionOptions, namespace, PROBE_MS), options);
}

/** For tests: the server that `TEST_TEMPORAL_ADDRESS` names, or an own one; never the one of `TEMPORAL_ADDRESS`. */
export async function temporalForTests(options: DevServerOptions = {}): Promise<DevServer> {
  const address = process.env['TEST_TEMPORAL_ADDRESS'];
  if (!address) return startDevServer(options);
  return named('TEST_TEMPORAL_ADDRESS', address, () => answers({ address }, 'default', PROBE_MS), options);
}

async function named(
  variable: string,
  address: string,
  probe: () => Promise<void>,
  { report = () => {} }: DevServerOptions,
): Promise<DevServer> {
  try {
    await probe();
  } catch (error) {
    throw new DevServerError(
      `${variable} is ${address}, but no Temporal server answers there: ${(error as Error).message}. ` +
        `Start that server, correct the variable, or unset it to use an own dev server.`,
      { cause: error },
    );
  }
  report(`Temporal server of ${variable} takes calls on ${address}`);
  return { address, close: async () => {} };
}

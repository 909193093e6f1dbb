import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { MAX_EVENT_BYTES } from '../functiongraph/encode-event';
import { AsyncCalls } from './async-calls';
import { Authenticator } from './auth/authenticator';
import { FaultPlan } from './faults/fault-plan';
import { DeployedFunctions } from './functions/deployed-functions';
import { createApiServer } from './http/server';
import type { Emulator, EmulatorOptions } from './options';
import type { EmulatorState } from './state';

const DEFAULT_PROJECT_ID = '0'.repeat(32);

/**
 * Starts a local FunctionGraph that answers the invocation API over HTTP and runs Node.js handlers from a folder.
 * Rejects with a `FunctionsFolderError` for a folder, `function.yaml` or `faults.yaml` that cannot be used, and with an
 * error that says so for an address that cannot be listened on.
 *
 * @example
 * const emulator = await startEmulator({ functions: 'functions', keys: { accessKey: 'AK', secretKey: 'SK' } });
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { region = 'cn-north-4', projectId = DEFAULT_PROJECT_ID, limits = {} } = options;
  const folders = [options.functions].flat();
  const emit = options.onEvent ?? (() => undefined);
  const faults = new FaultPlan(folders, options.faults ?? {}, options.random ?? Math.random);
  const functions = new DeployedFunctions({
    folders,
    projectId,
    maxResponseBytes: MAX_EVENT_BYTES,
    maxStarting: limits.startingInstances ?? Math.max(2, availableParallelism()),
    onEvent: emit,
  });
  const state: EmulatorState = {
    region,
    projectId,
    failureStatus: options.failureStatus ?? 200,
    concurrency: limits.concurrency ?? 100,
    gatewayTimeoutMs: limits.gatewayTimeoutMs ?? 90_000,
    functions,
    faults,
    authenticator: new Authenticator({
      keys: [options.keys ?? []].flat(),
      token: options.token,
      lockKeys: options.lockKeys ?? false,
    }),
    asyncCalls: new AsyncCalls(),
    emit,
    running: 0,
  };
  const server = createApiServer(state);
  await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  const { address, family, port } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    functionNames: () => functions.names(),
    setFaults: (script) => faults.replace(script),
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, functions.close()]);
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EADDRINUSE'
        ? 'the port is in use. Stop what listens there, choose another port, or take port 0 for a free one.'
        : message;
    throw new Error(`The emulator cannot listen on ${host}:${port}: ${reason}`, { cause: error });
  }
}

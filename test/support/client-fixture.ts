import type { ServerResponse } from 'node:http';
import {
  FunctionGraphClient,
  type FunctionGraphClientOptions,
  FunctionGraphError,
} from '../../functiongraph';
import { type ReceivedRequest, type ScriptedServer, startScriptedServer } from './scripted-server';

export const REGION = 'cn-north-4';
export const PROJECT = '0123456789abcdef0123456789abcdef';
export const KEYS = { accessKey: 'AK-TEST', secretKey: 'sk-very-secret' };

export interface Fixture {
  readonly client: FunctionGraphClient;
  readonly server: ScriptedServer;
  close(): Promise<void>;
}

/** A client and a server that answers it as a test says. */
export async function startFixture(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
  options: Partial<FunctionGraphClientOptions> = {},
): Promise<Fixture> {
  const server = await startScriptedServer(answer);
  const client = new FunctionGraphClient({
    region: REGION,
    projectId: PROJECT,
    endpoint: server.address,
    auth: KEYS,
    ...options,
  });
  return {
    client,
    server,
    close: async () => {
      await client.close();
      await server.close();
    },
  };
}

/** What a call failed with; a call that did not is an error of the test. */
export async function failureOf(promise: Promise<unknown>): Promise<FunctionGraphError> {
  const settled = await promise.then(
    (value) => new Error(`It succeeded: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (settled instanceof FunctionGraphError) return settled;
  throw settled instanceof Error ? settled : new Error(String(settled));
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type FunctionGraphPluginOptions } from 'temporal-functiongraph';
import { startEmulator } from 'temporal-functiongraph/emulator';
import { clientOptions, functionSettings, loadConfiguration } from '../../worker/config';

export interface FunctionGraph {
  /** For a line that says where the functions run. */
  readonly place: string;
  readonly plugin: FunctionGraphPluginOptions;
  close(): Promise<void>;
}

/** A local FunctionGraph with the functions of this folder: real HTTP, signed requests, and the faults of faults.yaml. */
export async function localFunctionGraph(folder: string): Promise<FunctionGraph> {
  const region = 'cn-north-4';
  const projectId = '0123456789abcdef0123456789abcdef';
  const keys = { accessKey: 'DEMO', secretKey: randomUUID() };
  const emulator = await startEmulator({ functions: join(folder, 'functions'), region, projectId, keys });
  return {
    place: `emulator on ${emulator.address}`,
    plugin: { client: { region, projectId, endpoint: emulator.address, auth: keys } },
    close: () => emulator.close(),
  };
}

/** The real service, with the account of the environment. The functions have to be there under the names of their folders. */
export function cloudFunctionGraph(): FunctionGraph {
  const { settings } = loadConfiguration();
  const client = clientOptions(settings);
  return {
    place: client.endpoint ?? `the service in ${client.region}`,
    plugin: { client, functions: functionSettings(settings) },
    close: async () => undefined,
  };
}

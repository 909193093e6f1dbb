import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';
import { type TestTemporal, useTemporal } from '../../support/temporal';
import { cleanUp, emptyFolder, Tfg } from './tfg';

export interface PipelineCommands {
  readonly temporal: TestTemporal;
  readonly functions: TestEmulator;
  /** Variables with which every command reaches the server and the functions. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a definition; its path. */
  file(definition: object, name?: string): string;
  /** `tfg worker`, once it serves the task queue. */
  startWorker(taskQueue: string): Promise<Tfg>;
}

/** What commands about pipelines need: functions, given as bodies of their handlers, and a worker of the file's own task queue. */
export function usePipelineCommands(bodies: Readonly<Record<string, string>>): PipelineCommands {
  const temporal = useTemporal();
  let functions: TestEmulator;
  let env: Record<string, string>;
  let folder: string;
  const startWorker = async (taskQueue: string): Promise<Tfg> => {
    const worker = new Tfg(['worker', '--task-queue', taskQueue, '--log-format', 'json'], { env });
    await worker.says(/"Worker started"/);
    return worker;
  };
  beforeAll(async () => {
    const handlers = Object.entries(bodies).map(([name, body]) => [
      name,
      `exports.handler = async (event, context) => { ${body} };`,
    ]);
    functions = await emulatorFor(Object.fromEntries(handlers) as Record<string, string>);
    env = {
      TEMPORAL_ADDRESS: temporal.address,
      FUNCTIONGRAPH_ENDPOINT: functions.address,
      FUNCTIONGRAPH_REGION: 'cn-north-4',
      HUAWEICLOUD_SDK_PROJECT_ID: PROJECT_ID,
      HUAWEICLOUD_SDK_AK: 'AK',
      HUAWEICLOUD_SDK_SK: 'SK',
    };
    folder = emptyFolder();
    await startWorker(temporal.taskQueue);
  });
  afterAll(async () => {
    await cleanUp();
    await functions.close();
  });
  return {
    temporal,
    get functions() {
      return functions;
    },
    get env() {
      return env;
    },
    file(definition, name = 'orders.asl.json') {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify(definition));
      return path;
    },
    startWorker,
  };
}

export const task = (fn: string, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: fn,
  ...more,
});

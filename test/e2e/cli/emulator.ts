import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, Tfg } from './tfg';

export const PROJECT = '0123456789abcdef0123456789abcdef';

const SECRET_KEY = 'secret-key-of-a-test';

export interface RunningEmulator {
  readonly address: string;
  /** One folder per function. */
  readonly folder: string;
  /** Variables with which every command of ours reaches it. */
  readonly env: Readonly<Record<string, string>>;
  readonly process: Tfg;
}

/** `tfg emulator` on a free port with functions given as bodies of `handler(event, context)`. `cleanUp` ends it. */
export async function emulator(
  handlers: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<RunningEmulator> {
  const keys = ['--access-key', 'AK', '--secret-key', SECRET_KEY];
  const folder = functionFolder(handlers);
  const args = ['--port', '0', '--functions', folder, '--project', PROJECT, ...keys, '--json'];
  const running = new Tfg(['emulator', ...args, ...more]);
  const [line] = await running.prints(/^.+\n/);
  const { address } = JSON.parse(line) as { address: string };
  return {
    address,
    folder,
    process: running,
    env: {
      FUNCTIONGRAPH_ENDPOINT: address,
      FUNCTIONGRAPH_REGION: 'cn-north-4',
      HUAWEICLOUD_SDK_PROJECT_ID: PROJECT,
      HUAWEICLOUD_SDK_AK: 'AK',
      HUAWEICLOUD_SDK_SK: SECRET_KEY,
    },
  };
}

export function functionFolder(handlers: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, body] of Object.entries(handlers)) {
    mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, name, 'index.js'),
      `exports.handler = async (event, context) => {\n${body}\n};\n`,
    );
  }
  return folder;
}

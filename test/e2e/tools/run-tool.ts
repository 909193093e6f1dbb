import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempDir } from '../../support/temp-dir';

export const ROOT = join(__dirname, '..', '..', '..');
const exec = promisify(execFile);

/** A clone of nothing but the tools. */
export function emptyClone(): string {
  const clone = tempDir();
  cpSync(join(ROOT, 'tools'), join(clone, 'tools'), { recursive: true });
  return clone;
}

export interface ToolResult {
  readonly code: number;
  /** All that it said. */
  readonly output: string;
}

/** Runs `tools/NAME.mjs` of a clone to its end. */
export async function runTool(
  clone: string,
  name: string,
  { env = {}, nodeArgs = [] as string[] } = {},
): Promise<ToolResult> {
  const args = [...nodeArgs, join(clone, 'tools', `${name}.mjs`)];
  try {
    const { stdout, stderr } = await exec(process.execPath, args, { env: { ...process.env, ...env } });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

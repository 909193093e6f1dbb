import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface StartableProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A program that uses an official SDK, or why it cannot be had here. */
export type SdkProgram = StartableProgram | { readonly missing: string };

const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'temporal-functiongraph');
const PREPARATION_TIMEOUT_MS = 300_000;

const NODE_PACKAGES = [
  '@huaweicloud/huaweicloud-sdk-functiongraph@3.1.211',
  '@huaweicloud/huaweicloud-sdk-core@3.1.211',
  // The SDK uses it without saying so.
  'uuid@9.0.1',
];
const GO_MODULE = `module sdkcheck

go 1.23

require github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207
`;

/** Tests of an SDK: skipped, and named with the reason, where it cannot be had. */
export function describeWithSdk(
  name: string,
  program: SdkProgram,
  body: (program: StartableProgram) => void,
): void {
  const tests = (): void => body(program as StartableProgram);
  if ('missing' in program) describe.skip(`${name} (${program.missing})`, tests);
  else describe(name, tests);
}

/** The Node.js SDK, installed once into the cache folder. */
export function nodeSdkProgram(): SdkProgram {
  const folder = prepared('sdk-node', [NODE_PACKAGES.join('\n')], (at) => {
    writeFileSync(join(at, 'package.json'), '{"private":true}');
    return run('npm', ['install', '--no-audit', '--no-fund', ...NODE_PACKAGES], at);
  });
  if (typeof folder !== 'string') return folder;
  const args = [join(__dirname, 'main.cjs')];
  return { command: process.execPath, args, env: { NODE_PATH: join(folder, 'node_modules') } };
}

/** A program with the Go SDK, compiled once into the cache folder. */
export function goSdkProgram(): SdkProgram {
  const source = join(__dirname, 'main.go');
  const folder = prepared('sdk-go', [GO_MODULE, readFileSync(source, 'utf8')], (at) => {
    writeFileSync(join(at, 'go.mod'), GO_MODULE);
    copyFileSync(source, join(at, 'main.go'));
    return run('go', ['mod', 'tidy'], at) ?? run('go', ['build', '-o', 'sdkcheck', '.'], at);
  });
  return typeof folder === 'string' ? { command: join(folder, 'sdkcheck'), args: [], env: {} } : folder;
}

/** A folder of the cache that was made from `inputs`; made aside and moved there, so that two at once do no harm. */
function prepared(
  name: string,
  inputs: readonly string[],
  make: (folder: string) => string | undefined,
): string | { missing: string } {
  const key = createHash('sha256').update(inputs.join('\0')).digest('hex').slice(0, 16);
  const folder = join(CACHE, `${name}-${key}`);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${randomUUID()}`;
  mkdirSync(aside, { recursive: true });
  const problem = make(aside);
  if (problem === undefined && !existsSync(folder)) renameSync(aside, folder);
  rmSync(aside, { recursive: true, force: true });
  return problem === undefined ? folder : { missing: problem };
}

function run(command: string, args: readonly string[], cwd: string): string | undefined {
  const { error, status, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: PREPARATION_TIMEOUT_MS,
  });
  if (status === 0) return undefined;
  return `${command} ${args[0]}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit ${status}`}`;
}

import { startEmulator } from '../emulator';
import { describeEvent } from './emulator-log';
import { onEndSignal } from './end-signal';
import { type ExitCode, exitCodes } from './exit-codes';
import { UsageError } from './usage-error';

export interface EmulatorCommandOptions {
  readonly port: string;
  readonly host: string;
  readonly functions: string;
  readonly project: string;
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly securityToken?: string | undefined;
  readonly token?: string | undefined;
  readonly region: string;
  readonly failureStatus: '200' | '500';
  readonly json?: true;
}

/** Runs an emulator until it is told to end. */
export async function serveEmulator(given: EmulatorCommandOptions): Promise<ExitCode> {
  const options = withoutEmpty(given);
  const port = readPort(options.port);
  const keys = readKeys(options);
  checkProject(options.project);
  const ended = new Promise<void>((resolve) => {
    onEndSignal(() => resolve());
  });
  const emulator = await startEmulator({
    functions: options.functions,
    port,
    host: options.host,
    projectId: options.project,
    region: options.region,
    failureStatus: options.failureStatus === '500' ? 500 : 200,
    ...(keys !== undefined && { keys }),
    ...(options.token !== undefined && { token: options.token }),
    onEvent: (event) => {
      for (const line of describeEvent(event)) log(line);
    },
  }).catch((error: Error) => {
    throw isAboutAddress(error) ? new UsageError(error.message, { cause: error }) : error;
  });
  if (options.json === true) process.stdout.write(`${JSON.stringify({ address: emulator.address })}\n`);
  log(
    `FunctionGraph emulator listens on ${emulator.address} (project ${options.project}, region ${options.region})`,
  );
  log(
    `Functions: ${emulator.functionNames().join(', ') || 'none yet; a folder in it with an index.js is one'}`,
  );
  if (keys === undefined && options.token === undefined)
    log('No key pair and no token given: every request passes');
  await ended;
  await emulator.close();
  return exitCodes.done;
}

function log(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, -1)} ${line}\n`);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port ${text}: give a port from 0 (a free one) to 65535.`);
}

/** An empty variable counts as unset, as everywhere in `tfg`: else it would be a key or token that nobody can send. */
function withoutEmpty(options: EmulatorCommandOptions): EmulatorCommandOptions {
  const { accessKey, secretKey, securityToken, token } = options;
  return {
    ...options,
    accessKey: accessKey || undefined,
    secretKey: secretKey || undefined,
    securityToken: securityToken || undefined,
    token: token || undefined,
  };
}

function checkProject(project: string): void {
  if (/^[\w-]+$/.test(project)) return;
  throw new UsageError(`--project "${project}": give a project id of letters, digits, "-" and "_".`);
}

function readKeys({ accessKey, secretKey, securityToken }: EmulatorCommandOptions) {
  if (accessKey === undefined && secretKey === undefined && securityToken === undefined) return undefined;
  if (accessKey !== undefined && secretKey !== undefined)
    return { accessKey, secretKey, ...(securityToken !== undefined && { securityToken }) };
  const missing =
    accessKey === undefined ? '--access-key (or HUAWEICLOUD_SDK_AK)' : '--secret-key (or HUAWEICLOUD_SDK_SK)';
  throw new UsageError(`a key pair needs both parts: ${missing} is missing.`);
}

/** The system refused to listen at the address given. */
function isAboutAddress({ cause }: Error): boolean {
  const { syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  return syscall === 'listen' || syscall === 'getaddrinfo';
}

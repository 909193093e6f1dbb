/** One version of a function, ready to run. */
export interface Deployment {
  readonly functionName: string;
  readonly packageName: string;
  readonly version: string;
  /** Folder of its code, with all links resolved. */
  readonly codeRoot: string;
  /** `file.export`. */
  readonly handler: string;
  readonly initializer: string | undefined;
  readonly timeoutSeconds: number;
  readonly initializerTimeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Host variables that a function sees; nothing else of the emulator's environment reaches it. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'];

/** The environment of an instance, with the platform's `RUNTIME_*` names. */
export function instanceEnvironment(
  deployment: Deployment,
  projectId: string,
  maxResponseBytes: number,
): Record<string, string> {
  const inherited: [string, string][] = [];
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) inherited.push([name, value]);
  }
  return {
    ...Object.fromEntries(inherited),
    ...deployment.environment,
    RUNTIME_CODE_ROOT: deployment.codeRoot,
    RUNTIME_HANDLER: deployment.handler,
    RUNTIME_INITIALIZER_HANDLER: deployment.initializer ?? '',
    RUNTIME_FUNC_NAME: deployment.functionName,
    RUNTIME_PACKAGE: deployment.packageName,
    RUNTIME_PROJECT_ID: projectId,
    RUNTIME_FUNC_VERSION: deployment.version,
    RUNTIME_MEMORY: String(deployment.memoryMb),
    RUNTIME_CPU: String(cpuMillicores(deployment.memoryMb)),
    RUNTIME_TIMEOUT: String(deployment.timeoutSeconds),
    RUNTIME_MAX_RESP_BODY_SIZE: String(maxResponseBytes),
    RUNTIME_USERDATA: JSON.stringify(deployment.environment),
  };
}

/** As the API's own examples pair them: 300 millicores with 128 MB, 600 with 512 MB. */
export function cpuMillicores(memoryMb: number): number {
  return 200 + Math.ceil(memoryMb / 128) * 100;
}

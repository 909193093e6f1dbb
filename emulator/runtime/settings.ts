/** What an instance knows of its function, from the environment variables that the platform sets too. */
export interface RuntimeSettings {
  readonly codeRoot: string;
  readonly handler: string;
  readonly initializer: string;
  readonly functionName: string;
  readonly packageName: string;
  readonly projectId: string;
  readonly version: string;
  /** MB, as text: so the platform hands it to functions. */
  readonly memory: string;
  readonly cpu: string;
  readonly timeoutSeconds: number;
  readonly maxResponseBytes: number;
  readonly userData: Readonly<Record<string, string>>;
}

export function readSettings(env: NodeJS.ProcessEnv): RuntimeSettings {
  const text = (name: string): string => env[name] ?? '';
  return {
    codeRoot: text('RUNTIME_CODE_ROOT'),
    handler: text('RUNTIME_HANDLER'),
    initializer: text('RUNTIME_INITIALIZER_HANDLER'),
    functionName: text('RUNTIME_FUNC_NAME'),
    packageName: text('RUNTIME_PACKAGE'),
    projectId: text('RUNTIME_PROJECT_ID'),
    version: text('RUNTIME_FUNC_VERSION'),
    memory: text('RUNTIME_MEMORY'),
    cpu: text('RUNTIME_CPU'),
    timeoutSeconds: Number(text('RUNTIME_TIMEOUT')),
    maxResponseBytes: Number(text('RUNTIME_MAX_RESP_BODY_SIZE')),
    userData: JSON.parse(text('RUNTIME_USERDATA') || '{}') as Record<string, string>,
  };
}

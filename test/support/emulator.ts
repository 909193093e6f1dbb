import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Emulator, type EmulatorOptions, startEmulator } from 'temporal-functiongraph/emulator';

export const PROJECT_ID = '0123456789abcdef0123456789abcdef';

/** A function's `index.js`, or all its files by name. */
export type FunctionSource = string | Readonly<Record<string, string>>;

/** Writes a folder of functions into a new temporary folder and returns its path. */
export function writeFunctions(functions: Readonly<Record<string, FunctionSource>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'functions-'));
  for (const [name, source] of Object.entries(functions)) writeFunction(folder, name, source);
  return folder;
}

export function writeFunction(folder: string, name: string, source: FunctionSource): void {
  const files = typeof source === 'string' ? { 'index.js': source } : source;
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

export interface CallOptions {
  readonly version?: 'v0' | 'v1';
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it stands, instead of the event. */
  readonly body?: string | Buffer;
  /** What follows the function in the path. Default `invocations`. */
  readonly path?: string;
  readonly method?: string;
  readonly projectId?: string;
}

export interface TestEmulator {
  readonly address: string;
  /** The folder with the functions. */
  readonly folder: string;
  /** Calls a function without a signature; `fn` is a name or a URN. */
  call(fn: string, event?: unknown, options?: CallOptions): Promise<Response>;
  close(): Promise<void>;
  readonly setFaults: Emulator['setFaults'];
}

/** Starts an emulator for some functions, on the built package; the caller closes it, which removes the folder too. */
export async function emulatorFor(
  functions: Readonly<Record<string, FunctionSource>>,
  options: Partial<EmulatorOptions> = {},
): Promise<TestEmulator> {
  const folder = writeFunctions(functions);
  const emulator = await startEmulator({ functions: folder, projectId: PROJECT_ID, ...options });
  return {
    address: emulator.address,
    folder,
    setFaults: (faults) => emulator.setFaults(faults),
    call: (fn, event = {}, { version = 'v0', path = 'invocations', ...rest } = {}) =>
      fetch(`${emulator.address}/v2/${rest.projectId ?? PROJECT_ID}/fgs/functions/${fn}/${path}`, {
        method: rest.method ?? 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CFF-Request-Version': version, ...rest.headers },
        ...(rest.method !== 'GET' && { body: rest.body ?? JSON.stringify(event) }),
      }),
    close: async () => {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

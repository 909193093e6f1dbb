import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Fingerprint, fingerprint } from './fingerprint';
import { type LocalFunction, readFunction } from './local-function';
import { FunctionsFolderError } from './read-yaml';

interface Entry {
  readonly local: LocalFunction;
  readonly fingerprint: string;
  nextCheckAt: number;
}

/** A function of more files than this is not looked at before every call: looking may take this share of the time. */
const MANY_FILES = 200;
const CHECK_SHARE = 1 / 50;
const GONE: Fingerprint = { text: '', files: 0 };
const FUNCTION_NAME = /^(?!node_modules$)[A-Za-z](?:[\w-]{0,58}[A-Za-z0-9])?$/;

/** The functions in some folders, read again as soon as their files change. */
export class FunctionRegistry {
  private readonly entries = new Map<string, Entry>();
  private readonly folders: readonly string[];

  /** @param onChange Gets the name of a function whose files are new or gone. */
  constructor(
    folders: readonly string[],
    private readonly onChange: (name: string) => void,
  ) {
    this.folders = folders.map((folder) => resolve(folder));
    for (const folder of this.folders)
      if (!isFolder(folder))
        throw new FunctionsFolderError(
          `The functions folder ${folder} does not exist: create it, with one folder per function in it.`,
        );
    const names = this.folders.flatMap(functionNames);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new FunctionsFolderError(`Two functions folders have a function ${twice}: rename one of them.`);
    for (const name of names) this.find(name);
  }

  /** Throws a {@link FunctionsFolderError} when its `function.yaml` cannot be used. */
  find(name: string): LocalFunction | undefined {
    const startedAt = performance.now();
    const known = this.entries.get(name);
    if (known && startedAt < known.nextCheckAt) return known.local;
    const folder = this.folderOf(name);
    const { text, files } = folder === undefined ? GONE : fingerprint(folder);
    const now = performance.now();
    const nextCheckAt = files > MANY_FILES ? now + (now - startedAt) / CHECK_SHARE : 0;
    if (known?.fingerprint === text) {
      known.nextCheckAt = nextCheckAt;
      return known.local;
    }
    if (known) {
      this.entries.delete(name);
      this.onChange(name);
    }
    if (folder === undefined) return undefined;
    const local = readFunction(folder, name);
    this.entries.set(name, { local, fingerprint: text, nextCheckAt });
    return local;
  }

  list(): LocalFunction[] {
    return this.names()
      .map((name) => this.find(name))
      .filter((local) => local !== undefined);
  }

  names(): string[] {
    return this.folders.flatMap(functionNames).toSorted();
  }

  private folderOf(name: string): string | undefined {
    if (!FUNCTION_NAME.test(name)) return undefined;
    return this.folders.map((folder) => join(folder, name)).find(isFolder);
  }
}

function functionNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => FUNCTION_NAME.test(name) && isFolder(join(folder, name)));
}

/** Of links what they lead to. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

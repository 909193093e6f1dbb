import { knownKeys } from './known-keys';
import type { YamlFile } from './yaml-file';

export type Raw = Record<string, unknown>;

/** A value from the command line, with the option's name for messages. */
export interface OptionValue {
  readonly option: string;
  readonly value: unknown;
}

export interface Layers {
  readonly raw: unknown;
  /** Where the value at a path came from: a place in the file, a variable's name or an option's. */
  sourceOf(path: readonly PropertyKey[]): string | undefined;
  /** Whether the value at a path came from the file. */
  isFromFile(path: readonly PropertyKey[]): boolean;
}

/** Lays environment over file and options over both. Empty variables count as unset. */
export function layer(
  file: YamlFile | undefined,
  env: NodeJS.ProcessEnv,
  options: Readonly<Record<string, OptionValue | undefined>>,
): Layers {
  const raw: unknown = file === undefined ? {} : structuredClone(file.content);
  const names = new Map<string, string>();
  for (const { key, path, env: variable } of knownKeys()) {
    const option = options[key];
    const fromEnv = variable === undefined ? '' : (env[variable] ?? '');
    const given =
      option?.value === undefined
        ? { name: variable, value: fromEnv || undefined }
        : { name: option.option, value: option.value };
    if (given.value === undefined || given.name === undefined) continue;
    if (setIn(raw, path, given.value)) names.set(key, given.name);
  }
  const isFromFile = (path: readonly PropertyKey[]) => file !== undefined && !names.has(path.join('.'));
  return {
    raw,
    isFromFile,
    sourceOf: (path) => (isFromFile(path) ? file?.placeOf(path) : names.get(path.join('.'))),
  };
}

/** Sets a value; says false where a part of the way is not a mapping (the check of the whole reports that). */
function setIn(target: unknown, path: readonly string[], value: unknown): boolean {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(target)) return false;
  if (rest.length === 0) {
    target[key] = value;
    return true;
  }
  if (target[key] == null) target[key] = {};
  return setIn(target[key], rest, value);
}

export function isMapping(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

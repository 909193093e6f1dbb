import { ConfigurationError, type ConfigurationProblem } from '../../worker/config/configuration-error';
import { nearest } from '../../worker/config/did-you-mean';
import type { YamlFile } from '../../worker/config/yaml-file';

type Path = readonly (string | number)[];

/** Collects what is wrong with a YAML file, each with its place. */
export class Complaints {
  readonly #problems: ConfigurationProblem[] = [];

  constructor(private readonly file: YamlFile) {}

  add(path: Path, problem: string): void {
    this.#problems.push({ where: this.file.placeOf(path), message: `${dotted(path)}: ${problem}` });
  }

  /** Complains of a key that means nothing here. */
  unknownKey(path: Path, known: readonly string[]): void {
    const key = String(path.at(-1));
    const guess = nearest(key, known);
    const remedy = guess === undefined ? '' : ` Did you mean "${guess}"?`;
    this.#problems.push({
      where: this.file.placeOfKey(path),
      message: `${dotted(path)}: unknown key.${remedy} Known here: ${known.join(', ')}.`,
    });
  }

  /** The value as a mapping with none but these keys; undefined, with a complaint, where it is none. */
  mapping(
    value: unknown,
    path: Path,
    known: readonly string[],
  ): Readonly<Record<string, unknown>> | undefined {
    const mapping = this.anyMapping(value, path);
    for (const key of Object.keys(mapping ?? {}))
      if (!known.includes(key)) this.unknownKey([...path, key], known);
    return mapping;
  }

  anyMapping(value: unknown, path: Path): Readonly<Record<string, unknown>> | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    this.add(path, `expected a mapping of keys; got ${shown(value)}.`);
    return undefined;
  }

  /** @throws {ConfigurationError} where there was any complaint */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new ConfigurationError(this.#problems);
  }
}

export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function dotted(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Where docker-compose.yml is; tests run there. */
export const ROOT = process.cwd();

/** What of a service is looked at. Long forms of the same keys are not used in our file. */
export interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly restart?: string;
  readonly logging?: { readonly driver: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml with its variables as they stand. */
export function readComposeFile(): ComposeFile {
  return parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as ComposeFile;
}

/** A value of the file with its variables replaced, as Docker Compose does: `${NAME}`, `${NAME-default}`, `${NAME:-default}`, `${NAME:?message}`. */
export function interpolate<T>(value: T, variables: Readonly<Record<string, string>>): T {
  if (Array.isArray(value)) return value.map((item: unknown) => interpolate(item, variables)) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, interpolate(item as unknown, variables)]),
    ) as T;
  if (typeof value !== 'string') return value;
  return value.replaceAll(
    /\$\{(\w+)(?:(-|:[-?])([^}]*))?\}/g,
    (_all, name: string, kind?: string, rest = '') => {
      const given = variables[name];
      if (given !== undefined && (given !== '' || kind === '-')) return given;
      if (kind === ':?') throw new Error(`${name} ${rest}`);
      return rest;
    },
  ) as T;
}

import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { checkMeaning } from './check-meaning';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { environment } from './environment';
import { interpolate } from './interpolate';
import { isMapping, layer, type Layers, type OptionValue } from './layers';
import { describeIssue } from './problems';
import { findSecrets } from './secret-keys';
import { configurationSchema, type Settings } from './schema';
import { readYamlFile, type YamlFile } from './yaml-file';

export const DEFAULT_FILE = 'tfg.yaml';

export interface ConfigurationSources {
  /** File named by the user. Default: `FUNCTIONGRAPH_CONFIG`, else `tfg.yaml` where it exists. */
  readonly file?: string | undefined;
  /** Values from the command line by key (`worker.httpPort`); they go before everything else. */
  readonly options?: Readonly<Record<string, OptionValue | undefined>>;
  /** Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default `process.cwd()`. */
  readonly cwd?: string;
}

export interface Configuration {
  readonly settings: Settings;
  /** The file that was read, as messages show it. */
  readonly file?: string;
}

/** Option before environment before file before default. Throws a {@link ConfigurationError} that lists every problem. */
export function loadConfiguration(sources: ConfigurationSources = {}): Configuration {
  const { env = process.env, cwd = process.cwd(), options = {} } = sources;
  const path = filePath(sources.file, env, cwd);
  const name = path && (relative(cwd, path).startsWith('..') ? path : relative(cwd, path));
  const file = path === undefined || name === undefined ? undefined : readYamlFile(path, name);
  if (file !== undefined) refuseSecrets(file);
  const layers = layer(file, env, options);
  const settings = check(layers, file);
  const resolved = (key: readonly string[], value: string) =>
    resolve(path !== undefined && layers.isFromFile(key) ? dirname(path) : cwd, value);
  const { worker, objects } = settings;
  if (worker?.workflows !== undefined) worker.workflows = resolved(['worker', 'workflows'], worker.workflows);
  if (objects?.folder !== undefined) objects.folder = resolved(['objects', 'folder'], objects.folder);
  return { settings, ...(name !== undefined && { file: name }) };
}

function filePath(named: string | undefined, env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const given = named ?? (env[environment.configFile] || undefined);
  if (given !== undefined) return resolve(cwd, given);
  const usual = resolve(cwd, DEFAULT_FILE);
  return existsSync(usual) ? usual : undefined;
}

function refuseSecrets(file: YamlFile): void {
  const found = findSecrets(file.content);
  if (found.length > 0)
    throw new ConfigurationError(
      found.map(({ path, variable }) => ({
        where: file.placeOfKey(path),
        message: `${path.join('.')}: a secret must not stand in a file. Remove the key and set ${variable} in the environment.`,
      })),
    );
}

function check(layers: Layers, file: YamlFile | undefined): Settings {
  const problems: ConfigurationProblem[] = [];
  const root = isMapping(layers.raw) ? layers.raw : {};
  const known = { region: root['region'], projectId: root['projectId'] };
  const report = (path: readonly PropertyKey[], message: string, where = layers.sourceOf(path)) =>
    problems.push({ message: `${path.join('.')}: ${message}`, ...(where !== undefined && { where }) });
  const raw = interpolate(layers.raw, known, report);
  const result = configurationSchema.safeParse(raw);
  for (const issue of result.error?.issues ?? []) problems.push(...describeIssue(issue, raw, layers, file));
  if (result.data !== undefined) checkMeaning(result.data, report);
  if (problems.length > 0 || result.data === undefined) throw new ConfigurationError(problems);
  return result.data;
}

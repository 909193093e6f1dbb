import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../instances/deployment';
import { type FunctionSettings, functionSettings } from './function-settings';
import { readYaml } from './read-yaml';

/** A function as its folder describes it. */
export interface LocalFunction {
  readonly name: string;
  readonly folder: string;
  readonly settings: FunctionSettings;
  readonly modifiedAt: Date;
}

/** Reads a function's folder. Throws a `FunctionsFolderError` for a `function.yaml` that cannot be used. */
export function readFunction(folder: string, name: string): LocalFunction {
  const settings = readYaml(join(folder, 'function.yaml'), functionSettings);
  return { name, folder: realpathSync(folder), settings, modifiedAt: statSync(folder).mtime };
}

/** The version of that name, or undefined. Its code is in `versions/NAME/` where that folder exists. */
export function deploymentOf(local: LocalFunction, version: string): Deployment | undefined {
  const { name, folder, settings } = local;
  if (version !== 'latest' && !settings.versions.includes(version)) return undefined;
  const own = join(folder, 'versions', version);
  return {
    functionName: name,
    packageName: settings.package,
    version,
    codeRoot: version !== 'latest' && existsSync(own) ? own : folder,
    handler: settings.handler,
    initializer: settings.initializer,
    timeoutSeconds: settings.timeoutSeconds,
    initializerTimeoutSeconds: settings.initializerTimeoutSeconds,
    memoryMb: settings.memoryMb,
    environment: settings.environment,
  };
}

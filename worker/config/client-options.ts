import type { FunctionGraphClientOptions } from '../../functiongraph';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { credentialsFromEnvironment } from './credentials-from-environment';
import { environment } from './environment';
import type { Settings } from './schema';

/** Options of a FunctionGraphClient from checked settings and the secrets of the environment; says everything that is missing. */
export function clientOptions(
  settings: Settings,
  env: NodeJS.ProcessEnv = process.env,
): FunctionGraphClientOptions {
  const { region = '', projectId = '', endpoint, worker: { maxConcurrentCalls } = {} } = settings;
  const problems: ConfigurationProblem[] = [];
  if (region === '') problems.push(missing('region', environment.region, '--region', 'cn-north-4'));
  if (projectId === '')
    problems.push(
      missing('projectId', environment.projectId, '--project-id', '0123456789abcdef0123456789abcdef'),
    );
  const auth = credentialsFromEnvironment(settings.auth?.type ?? 'aksk', env, { region, projectId });
  if (typeof auth === 'string') problems.push({ message: auth });
  if (problems.length > 0 || typeof auth === 'string') throw new ConfigurationError(problems);
  return {
    region,
    projectId,
    auth,
    ...(endpoint !== undefined && { endpoint }),
    // A call that waits for a connection would lose the time that it has.
    ...(maxConcurrentCalls !== undefined && { maxConnections: maxConcurrentCalls }),
  };
}

function missing(key: string, variable: string, option: string, example: string): ConfigurationProblem {
  return {
    message: `${key} is not set. Set ${key} in tfg.yaml, ${variable}, or ${option}, for example to ${example}.`,
  };
}

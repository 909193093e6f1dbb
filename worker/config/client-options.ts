import type { FunctionGraphClientOptions } from '../../functiongraph';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { environment, secretEnvironment } from './environment';
import type { Settings } from './schema';

/** Options of a FunctionGraphClient from checked settings and the secrets of the environment; says everything that is missing. */
export function clientOptions(
  settings: Settings,
  env: NodeJS.ProcessEnv = process.env,
): FunctionGraphClientOptions {
  const { region = '', projectId = '', endpoint } = settings;
  const problems: ConfigurationProblem[] = [];
  if (region === '') problems.push(missing('region', environment.region, '--region', 'cn-north-4'));
  if (projectId === '')
    problems.push(
      missing('projectId', environment.projectId, '--project-id', '0123456789abcdef0123456789abcdef'),
    );
  const auth = (settings.auth?.type ?? 'aksk') === 'token' ? token(env) : accessKeys(env);
  if (Array.isArray(auth)) problems.push(...auth);
  if (problems.length > 0 || Array.isArray(auth)) throw new ConfigurationError(problems);
  return { region, projectId, auth, ...(endpoint !== undefined && { endpoint }) };
}

function accessKeys(env: NodeJS.ProcessEnv) {
  const accessKey = env[secretEnvironment.accessKey] ?? '';
  const secretKey = env[secretEnvironment.secretKey] ?? '';
  const securityToken = env[secretEnvironment.securityToken] ?? '';
  if (accessKey !== '' && secretKey !== '')
    return { accessKey, secretKey, ...(securityToken !== '' && { securityToken }) };
  const unset = [secretEnvironment.accessKey, secretEnvironment.secretKey].filter(
    (name) => (env[name] ?? '') === '',
  );
  const what = unset.length === 2 ? `${unset.join(' and ')} are not set` : `${unset.join('')} is not set`;
  const remedy =
    'Set them to an access key of your account (console: My Credentials, Access Keys), ' +
    `or set auth.type to token and ${secretEnvironment.token}.`;
  return [{ message: `no credentials: ${what}. ${remedy}` }];
}

function token(env: NodeJS.ProcessEnv) {
  const value = env[secretEnvironment.token] ?? '';
  if (value !== '') return { token: value };
  const remedy = `Set it to an IAM token of the project, or set auth.type to aksk and ${secretEnvironment.accessKey} and ${secretEnvironment.secretKey}.`;
  return [
    { message: `no credentials: auth.type is token, but ${secretEnvironment.token} is not set. ${remedy}` },
  ];
}

function missing(key: string, variable: string, option: string, example: string): ConfigurationProblem {
  return {
    message: `${key} is not set. Set ${key} in tfg.yaml, ${variable}, or ${option}, for example to ${example}.`,
  };
}

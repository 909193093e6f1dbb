import { agencyCredentials, type Auth, passwordCredentials } from '../../functiongraph/credentials';
import { concealed } from './concealed';
import { environment, secretEnvironment as secrets } from './environment';
import type { Settings } from './schema';

export type AuthType = NonNullable<NonNullable<Settings['auth']>['type']>;

export interface Place {
  readonly region: string;
  readonly projectId: string;
}

/** Credentials of a kind from the environment; says in words what is missing. */
export function credentialsFromEnvironment(
  type: AuthType,
  env: NodeJS.ProcessEnv,
  place: Place,
): Auth | string {
  const value = (name: string) => env[name] ?? '';
  const needed = NEEDED[type];
  const unset = needed.filter((name) => value(name) === '');
  if (unset.length > 0) return missing(type, unset);
  switch (type) {
    case 'aksk': {
      const securityToken = value(secrets.securityToken);
      const keys = { accessKey: value(secrets.accessKey), secretKey: value(secrets.secretKey) };
      return concealed(securityToken === '' ? keys : { ...keys, securityToken });
    }
    case 'token':
      return concealed({ token: value(secrets.token) });
    case 'password': {
      const endpoint = value(environment.iamEndpoint);
      return passwordCredentials({
        ...place,
        userName: value(environment.userName),
        password: value(secrets.password),
        domainName: value(environment.domainName),
        ...(endpoint !== '' && { endpoint }),
      });
    }
    case 'agency':
    default:
      return agencyCredentials();
  }
}

const NEEDED: Readonly<Record<AuthType, readonly string[]>> = {
  aksk: [secrets.accessKey, secrets.secretKey],
  token: [secrets.token],
  password: [environment.userName, secrets.password, environment.domainName],
  agency: [],
};

const REMEDY: Readonly<Record<AuthType, string>> = {
  aksk: 'to an access key of your account (console: My Credentials, Access Keys)',
  token: 'to an IAM token of the project',
  password: 'to an IAM user, its password and its account',
  agency: '',
};

function missing(type: AuthType, unset: readonly string[]): string {
  const are = unset.length === 1 ? 'is' : 'are';
  const them = unset.length === 1 ? 'it' : 'them';
  const others = Object.keys(NEEDED).filter((other) => other !== type);
  return (
    `no credentials: ${list(unset, 'and')} ${are} not set (auth.type ${type}). ` +
    `Set ${them} ${REMEDY[type]}, or set auth.type to ${list(others, 'or')}.`
  );
}

function list(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

import { secretEnvironment } from './environment';
import { isMapping } from './layers';

const variables = new Map<string, string>([
  ['ak', secretEnvironment.accessKey],
  ['accesskey', secretEnvironment.accessKey],
  ['accesskeyid', secretEnvironment.accessKey],
  ['sk', secretEnvironment.secretKey],
  ['secretkey', secretEnvironment.secretKey],
  ['secretaccesskey', secretEnvironment.secretKey],
  ['securitytoken', secretEnvironment.securityToken],
  ['sessiontoken', secretEnvironment.securityToken],
  ['token', secretEnvironment.token],
  ['xauthtoken', secretEnvironment.token],
  ['password', secretEnvironment.password],
  ['userpassword', secretEnvironment.password],
  ['callbackkey', secretEnvironment.callbackKey],
  ['callbackkeys', secretEnvironment.callbackKey],
  ['callbackoldkeys', secretEnvironment.callbackOldKeys],
  ['apikey', 'TEMPORAL_API_KEY'],
]);

/** The variable to use for a key that would put a secret into the file; undefined for any other key. */
export function secretVariable(key: string): string | undefined {
  return variables.get(
    key
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '')
      .replace(/^huaweicloudsdk/, ''),
  );
}

/** Keys of the file that would hold a secret. Names of functions are the user's own and are not looked at. */
export function findSecrets(content: unknown): { path: string[]; variable: string }[] {
  if (!isMapping(content)) return [];
  return Object.entries(content).flatMap(([key, value]) => {
    const variable = secretVariable(key);
    if (variable !== undefined) return [{ path: [key], variable }];
    if (key === 'functions') return [];
    return findSecrets(value).map((found) => ({ ...found, path: [key, ...found.path] }));
  });
}

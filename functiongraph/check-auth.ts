import type { Auth, Credentials, TokenCredentials } from './credentials/credentials';
import { refusal } from './errors/refusal';

/** What a header can carry: a line break at the end is a common slip of a copied key. */
const KEY = /^[\x21-\x7e]+$/;

/** @throws FunctionGraphError that says what is missing, and never what was given. */
export function checkCredentials(where: string, given: Credentials | TokenCredentials): void {
  for (const [name, value] of fieldsOf(given)) {
    if (typeof value === 'string' && KEY.test(value)) continue;
    const problem = value === undefined || value === '' ? 'is missing' : 'contains spaces or line breaks';
    throw refusal(
      'FunctionGraph.Unauthorized',
      `${where} holds no usable credentials: ${name} ${problem}. Give { accessKey, secretKey }, with securityToken for ` +
        'temporary keys, or { token } (from the environment: HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK).',
    );
  }
}

export function checkAuth(auth: Auth): void {
  if (typeof auth !== 'function') checkCredentials('Option auth of FunctionGraphClient', auth);
}

/** What must not stand in an error message. */
export function secretsOf(credentials: Credentials | TokenCredentials): readonly string[] {
  return fieldsOf(credentials)
    .filter(([name]) => name !== 'accessKey')
    .map(([, value]) => String(value));
}

function fieldsOf(given: Partial<Credentials & TokenCredentials> | undefined): readonly [string, unknown][] {
  if (given?.token !== undefined) return [['token', given.token]];
  const keys: [string, unknown][] = [
    ['accessKey', given?.accessKey],
    ['secretKey', given?.secretKey],
  ];
  if (given?.securityToken !== undefined) keys.push(['securityToken', given.securityToken]);
  return keys;
}

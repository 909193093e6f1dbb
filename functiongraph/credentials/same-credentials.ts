import type { Credentials, TokenCredentials } from './credentials';

const FIELDS = ['accessKey', 'secretKey', 'securityToken', 'token'] as const;

/** Whether two credentials are sent as the same thing, whichever objects they are. */
export function sameCredentials(
  a: Credentials | TokenCredentials,
  b: Credentials | TokenCredentials,
): boolean {
  const [left, right]: Partial<Credentials & TokenCredentials>[] = [a, b];
  return FIELDS.every((field) => left?.[field] === right?.[field]);
}

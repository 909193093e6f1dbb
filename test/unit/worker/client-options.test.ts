import { clientOptions, type Settings } from '../../../worker/config';

const settings: Settings = { region: 'cn-north-4', projectId: 'p' };

function refusal(given: Settings, env: NodeJS.ProcessEnv): string[] {
  try {
    clientOptions(given, env);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

test('keys and the token come from the environment', () => {
  const env = { HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's', FUNCTIONGRAPH_TOKEN: 't' };
  const base = { region: 'cn-north-4', projectId: 'p' };
  expect(clientOptions(settings, env)).toEqual({ ...base, auth: { accessKey: 'a', secretKey: 's' } });
  expect(clientOptions(settings, { ...env, HUAWEICLOUD_SDK_SECURITY_TOKEN: 'x' })).toEqual({
    ...base,
    auth: { accessKey: 'a', secretKey: 's', securityToken: 'x' },
  });
  expect(clientOptions({ ...settings, auth: { type: 'token' } }, env)).toEqual({
    ...base,
    auth: { token: 't' },
  });
});

test('a password and an agency give what is asked before calls', () => {
  const env = { HW_USER_NAME: 'u', HW_USER_PASSWORD: 'p', HW_DOMAIN_NAME: 'd' };
  for (const type of ['password', 'agency'] as const)
    expect(clientOptions({ ...settings, auth: { type } }, env)).toMatchObject({
      auth: expect.any(Function) as unknown,
    });
});

test('everything that is missing is told at once, with what to set', () => {
  expect(refusal({}, {})).toEqual([
    'region is not set. Set region in tfg.yaml, FUNCTIONGRAPH_REGION, or --region, for example to cn-north-4.',
    'projectId is not set. Set projectId in tfg.yaml, HUAWEICLOUD_SDK_PROJECT_ID, or --project-id, for example to 0123456789abcdef0123456789abcdef.',
    NO_KEYS,
  ]);
});

const NO_KEYS =
  'no credentials: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set (auth.type aksk). Set them to an access key of your ' +
  'account (console: My Credentials, Access Keys), or set auth.type to token, password or agency.';

test.each([
  ['aksk', {}, NO_KEYS],
  [
    'aksk',
    { HUAWEICLOUD_SDK_AK: 'a' },
    'no credentials: HUAWEICLOUD_SDK_SK is not set (auth.type aksk). Set it to an access key of your account ' +
      '(console: My Credentials, Access Keys), or set auth.type to token, password or agency.',
  ],
  [
    'token',
    { HUAWEICLOUD_SDK_AK: 'a' },
    'no credentials: FUNCTIONGRAPH_TOKEN is not set (auth.type token). Set it to an IAM token of the project, ' +
      'or set auth.type to aksk, password or agency.',
  ],
  [
    'password',
    { HW_DOMAIN_NAME: 'd' },
    'no credentials: HW_USER_NAME and HW_USER_PASSWORD are not set (auth.type password). Set them to an IAM user, its password ' +
      'and its account, or set auth.type to aksk, token or agency.',
  ],
] as const)('what %s lacks is told', (type, env, expected) => {
  expect(refusal({ ...settings, auth: { type } }, env)).toEqual([expected]);
});

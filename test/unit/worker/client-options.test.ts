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

test('everything that is missing is told at once, with what to set', () => {
  expect(refusal({}, {})).toEqual([
    'region is not set. Set region in tfg.yaml, FUNCTIONGRAPH_REGION, or --region, for example to cn-north-4.',
    'projectId is not set. Set projectId in tfg.yaml, HUAWEICLOUD_SDK_PROJECT_ID, or --project-id, for example to 0123456789abcdef0123456789abcdef.',
    'no credentials: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set. Set them to an access key of your account ' +
      '(console: My Credentials, Access Keys), or set auth.type to token and FUNCTIONGRAPH_TOKEN.',
  ]);
});

test('half a key pair is told by the other half', () => {
  expect(refusal(settings, { HUAWEICLOUD_SDK_AK: 'a' })).toEqual([
    expect.stringContaining('no credentials: HUAWEICLOUD_SDK_SK is not set.'),
  ]);
});

test('a token that is not there is told', () => {
  expect(refusal({ ...settings, auth: { type: 'token' } }, { HUAWEICLOUD_SDK_AK: 'a' })).toEqual([
    'no credentials: auth.type is token, but FUNCTIONGRAPH_TOKEN is not set. Set it to an IAM token of the project, ' +
      'or set auth.type to aksk and HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.',
  ]);
});

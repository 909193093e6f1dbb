import { inspect } from 'node:util';
import {
  FunctionGraphClient,
  type FunctionGraphClientOptions,
  FunctionGraphError,
} from '../../../functiongraph';

const PROJECT = '0123456789abcdef0123456789abcdef';
const GOOD: FunctionGraphClientOptions = {
  region: 'cn-north-4',
  projectId: PROJECT,
  auth: { accessKey: 'AK', secretKey: 'sk-very-secret', securityToken: 'token-very-secret' },
};

function refusalOf(options: unknown): string {
  try {
    void new FunctionGraphClient({ ...GOOD, ...(options as object) }).close();
  } catch (error) {
    if (error instanceof FunctionGraphError) return error.message;
    throw error;
  }
  return 'accepted';
}

test.each([
  [{}],
  [{ region: 'xx-nowhere-9', endpoint: 'https://functiongraph.example.com' }],
  [{ endpoint: 'http://127.0.0.1:9000/', projectId: 'local' }],
  [{ endpoint: 'http://[::1]:9000' }],
  [{ auth: { token: 'T' } }],
  [{ auth: () => Promise.resolve({ token: 'T' }) }],
  [{ timeoutMs: 90_000, maxConnections: 1, responseVersion: 'v0' }],
])('%p is accepted', (options) => {
  expect(refusalOf(options)).toBe('accepted');
});

test.each([
  [{ region: 'xx-nowhere-9' }, 'region "xx-nowhere-9" is not known. Known are cn-north-1, cn-north-4'],
  [{ region: '' }, 'region is "". Give one such as "cn-north-4"'],
  [{ region: undefined }, 'region is undefined'],
  [{ projectId: 'my-project' }, 'projectId is "my-project". Give the project\'s id (32 letters and digits'],
  [{ projectId: undefined }, 'projectId is undefined'],
  [{ endpoint: 'functiongraph.example.com' }, 'endpoint is not an http or https address'],
  [{ endpoint: 'ftp://example.com' }, 'endpoint is not an http or https address'],
  [{ endpoint: 'https://example.com/v2/x' }, 'endpoint https://example.com is followed by a path or query'],
  [{ endpoint: 'https://example.com/?a=b' }, 'is followed by a path or query'],
  [{ auth: undefined }, 'accessKey is missing'],
  [{ auth: {} }, 'accessKey is missing. Give { accessKey, secretKey }'],
  [{ auth: { accessKey: 'AK' } }, 'secretKey is missing'],
  [{ auth: { token: '' } }, 'token is missing'],
  [{ timeoutMs: 120_000 }, 'answers no synchronous call that takes longer than 90 s'],
  [{ timeoutMs: -1 }, 'timeoutMs is -1. Give milliseconds from 1 to 90000'],
  [{ timeoutMs: '5s' }, 'timeoutMs is 5s'],
  [{ maxConnections: 0 }, 'maxConnections is 0. Give a whole number'],
  [{ responseVersion: 'v2' }, 'responseVersion is "v2". Give "v0" or "v1"'],
])('%p is refused with what is wrong and what is right', (options, message) => {
  expect(refusalOf(options)).toContain(message);
});

test('credentials are never repeated in a refusal', () => {
  expect(refusalOf({ endpoint: 'https://user:hunter2@example.com' })).not.toContain('hunter2');
  expect(refusalOf({ auth: { accessKey: 'AK', secretKey: 'top secret\n' } })).not.toContain('top secret');
});

test('a client shows its address and none of its secrets', async () => {
  const client = new FunctionGraphClient(GOOD);
  const shown = `${inspect(client, { depth: 10, showHidden: true })} ${JSON.stringify(client)}`;
  expect(shown).toContain('https://functiongraph.cn-north-4.myhuaweicloud.com');
  expect(shown).not.toContain('very-secret');
  await client.close();
});

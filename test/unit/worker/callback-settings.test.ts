import { inspect } from 'node:util';
import { callbackKeys, httpSecrets } from '../../../worker/config';
import { findSecrets } from '../../../worker/config/secret-keys';

const KEY = 'k'.repeat(32);
const OLD = 'o'.repeat(32);

test('keys come from the environment, the new one first', () => {
  const keys = callbackKeys({ FUNCTIONGRAPH_CALLBACK_KEY: KEY, FUNCTIONGRAPH_CALLBACK_OLD_KEYS: `${OLD}, ` });
  const before = callbackKeys({ FUNCTIONGRAPH_CALLBACK_KEY: OLD });
  const token = 'tfg1:a:b:c:1:';
  expect('token' in (keys?.verify(before?.sign(token) ?? '') ?? {})).toBe(true);
  expect(callbackKeys({})).toBeUndefined();
});

test.each([
  [{ FUNCTIONGRAPH_CALLBACK_KEY: 'short' }, 'FUNCTIONGRAPH_CALLBACK_KEY is too short'],
  [
    { FUNCTIONGRAPH_CALLBACK_OLD_KEYS: OLD },
    'FUNCTIONGRAPH_CALLBACK_KEY is not set, and old keys only accept',
  ],
  [{ FUNCTIONGRAPH_CALLBACK_KEY: KEY, FUNCTIONGRAPH_CALLBACK_OLD_KEYS: 'short' }, 'fewer than 32 characters'],
])('%j is refused', (env, text) => {
  expect(() => callbackKeys(env)).toThrow(text);
});

test('a key in a file is refused with the variable to use', () => {
  expect(findSecrets({ worker: { callbackKey: KEY } })).toEqual([
    { path: ['worker', 'callbackKey'], variable: 'FUNCTIONGRAPH_CALLBACK_KEY' },
  ]);
});

test('secrets of HTTP endpoints come from the environment with their origins, and are not shown', () => {
  const secrets = httpSecrets({
    FUNCTIONGRAPH_HTTP_SECRET_SHOP: 'secret-1',
    FUNCTIONGRAPH_HTTP_ORIGIN_SHOP: 'https://api.example.com',
    FUNCTIONGRAPH_HTTP_SECRET_BANK: 'secret-2',
    FUNCTIONGRAPH_HTTP_SECRET_EMPTY: '',
  });
  expect(secrets['SHOP']?.value).toBe('secret-1');
  expect(secrets['SHOP']?.origin).toBe('https://api.example.com');
  expect(Object.keys(secrets)).toEqual(['SHOP', 'BANK']);
  expect(inspect(secrets, { depth: 9 }) + JSON.stringify(secrets)).not.toContain('secret-1');
  expect(() =>
    httpSecrets({ FUNCTIONGRAPH_HTTP_SECRET_A: 'x', FUNCTIONGRAPH_HTTP_ORIGIN_A: 'https://a/path' }),
  ).toThrow('FUNCTIONGRAPH_HTTP_ORIGIN_A is not an origin');
});

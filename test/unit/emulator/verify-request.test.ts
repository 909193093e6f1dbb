import { verifyRequest } from '../../../emulator/auth/verify-request';
import { signRequest } from '../../../functiongraph/signing/sign-request';

const KEY = { accessKey: 'AK', secretKey: 'SK' };
const NOW = new Date('2026-01-02T03:04:05Z');
const URL =
  'https://host.example/v2/p/fgs/functions/urn:fss:r:p:function:default:f:!prod/invocations?b=2&a=%20x';

/** A time after {@link NOW}. */
function at(minutes: number, seconds = 0): Date {
  return new Date(NOW.getTime() + minutes * 60_000 + seconds * 1000);
}

function signed(
  changes: { key?: typeof KEY; headers?: Record<string, string>; body?: string; date?: Date } = {},
) {
  const { key = KEY, headers = {}, body = '{"a":1}', date = NOW } = changes;
  return {
    method: 'POST',
    url: URL,
    headers: signRequest({ method: 'POST', url: URL, headers, body }, key, date),
    body,
  };
}

test('a signed request passes, as text and as bytes, whatever the case of its header names', () => {
  const request = signed();
  expect(verifyRequest(request, KEY, NOW)).toEqual({ ok: true });
  expect(verifyRequest({ ...request, body: Buffer.from(request.body) }, [KEY], NOW)).toEqual({ ok: true });
  const upper = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toUpperCase(), value]),
  );
  expect(verifyRequest({ ...request, headers: upper }, KEY, NOW)).toEqual({ ok: true });
});

test('the path passes in any percent-encoding of the same text', () => {
  const request = signed();
  for (const url of [
    URL.replaceAll(':', '%3A').replace('https%3A', 'https:'),
    URL.replace('!', '%21'),
    URL.replace('prod', '%70rod'),
  ])
    expect(verifyRequest({ ...request, url }, KEY, NOW)).toEqual({ ok: true });
});

test.each([
  ['method', { method: 'PUT' }],
  ['path', { url: URL.replace('prod', 'test') }],
  ['query', { url: URL.replace('b=2', 'b=3') }],
  ['body', { body: '{"a":2}' }],
])('a request with another %s than was signed is refused', (_, change) => {
  const verdict = verifyRequest({ ...signed(), ...change }, KEY, NOW);
  expect(verdict.ok).toBe(false);
  expect(verdict.reason).toMatch(/^verify aksk signature fail, canonicalRequest:/);
});

test('a signature is good for 15 minutes before and after its date', () => {
  const verdicts = [at(15), at(-15), at(15, 1), at(-15, -1)].map(
    (now) => verifyRequest(signed(), KEY, now).ok,
  );
  expect(verdicts).toEqual([true, true, false, false]);
  expect(verifyRequest(signed(), KEY, at(16)).reason).toBe(
    'signature expired, signature time:20260102T030405Z,server time:2026-01-02T03:20:05.000Z',
  );
});

test.each([
  ['no signature', { authorization: undefined }, /there is no "Authorization/],
  [
    'another algorithm',
    { authorization: `SDK-HMAC-SHA512 Access=AK, SignedHeaders=x-sdk-date, Signature=${'0'.repeat(64)}` },
    /there is no/,
  ],
  [
    'a date that is not signed',
    { authorization: `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${'0'.repeat(64)}` },
    /x-sdk-date is not among/,
  ],
  ['a date of another form', { 'X-Sdk-Date': '2026-01-02T03:04:05Z' }, /is not of the form/],
  ['a signed header that is missing', { host: undefined }, /verify aksk signature fail/],
  [
    "a hash that is not the body's",
    { 'X-Sdk-Content-Sha256': '0'.repeat(64) },
    /is not the hash of the body/,
  ],
])('%s is refused', (_, change: Record<string, string | undefined>, reason) => {
  const request = signed();
  const headers: Record<string, string | undefined> = { ...request.headers, ...change };
  if ('authorization' in change) delete headers['Authorization'];
  expect(verifyRequest({ ...request, headers }, KEY, NOW)).toEqual({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});

test('a body whose hash is left unsigned passes as it is', () => {
  const request = signed({ headers: { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' } });
  expect(verifyRequest({ ...request, body: 'anything' }, KEY, NOW)).toEqual({ ok: true });
});

test('a security token must be that of the key, signed or not', () => {
  const temporary = { ...KEY, securityToken: 'sts' };
  expect(verifyRequest(signed({ key: temporary }), temporary, NOW)).toEqual({ ok: true });
  const added = signed();
  const withToken = (token: string) => ({
    ...added,
    headers: { ...added.headers, 'X-Security-Token': token },
  });
  expect(verifyRequest(withToken('sts'), temporary, NOW)).toEqual({ ok: true });
  expect(verifyRequest(withToken('other'), temporary, NOW).ok).toBe(false);
  expect(verifyRequest(withToken('sts'), KEY, NOW).ok).toBe(false);
});

test('the echo of what was signed hides the security token', () => {
  const temporary = { ...KEY, securityToken: 'sts-secret' };
  const request = { ...signed({ key: temporary }), body: 'changed' };
  const { reason } = verifyRequest(request, temporary, NOW);
  expect(reason).toContain('|x-security-token:***|');
  expect(reason).not.toContain('sts-secret');
});

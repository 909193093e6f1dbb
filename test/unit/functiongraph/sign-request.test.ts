import { canonicalRequest, signRequest } from '../../../functiongraph';
import { canonicalHeaders } from '../../../functiongraph/signing/canonical-headers';
import { canonicalQuery } from '../../../functiongraph/signing/canonical-query';
import { canonicalUri } from '../../../functiongraph/signing/canonical-uri';
import { requestTarget } from '../../../functiongraph/signing/request-target';
import { sha256Hex } from '../../../functiongraph/signing/signature';
import { describeWithShared, readShared } from '../../support/shared';
import { requestOf, type SigningVector } from '../../support/signing-vector';

const KEYS = { accessKey: 'AKTEST', secretKey: 'SKTEST' };
const AT = new Date('2026-11-23T06:28:16.844Z');

describeWithShared('signing vectors', 'fg-vectors/signing-vectors.json', () => {
  const { vectors } = readShared('fg-vectors/signing-vectors.json') as { vectors: SigningVector[] };

  test.each(vectors.map((vector) => [vector.id, vector] as const))(
    '%s is signed byte for byte',
    (_, vector) => {
      const request = requestOf(vector);
      const { path, query } = requestTarget(request.url);
      expect(canonicalUri(path)).toBe(vector.expect.canonicalUri);
      expect(canonicalQuery(query)).toBe(vector.expect.canonicalQueryString);
      expect(
        canonicalRequest({
          method: request.method,
          uri: canonicalUri(path),
          query: canonicalQuery(query),
          headers: canonicalHeaders(request.headers),
          payloadHash: vector.expect.payloadHash,
        }),
      ).toBe(vector.expect.canonicalRequest);
      const signed = signRequest(request, { accessKey: vector.ak, secretKey: vector.sk });
      expect(signed['Authorization']).toBe(vector.expect.authorization);
    },
  );
});

function sign(url: string, headers: Record<string, string> = {}) {
  return signRequest({ method: 'POST', url, headers }, KEYS, AT);
}

describe('signRequest', () => {
  test("reproduces the documentation's own example", () => {
    const signed = signRequest(
      {
        method: 'GET',
        url: 'https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
        headers: { 'content-type': 'application/json' },
      },
      { accessKey: 'QTWAOYTTINDUT2QVKYUC', secretKey: 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc' },
      new Date('2019-11-15T03:36:55Z'),
    );
    expect(signed).toEqual({
      'content-type': 'application/json',
      'X-Sdk-Date': '20191115T033655Z',
      host: 'service.region.example.com',
      Authorization:
        'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, ' +
        'Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
    });
  });

  test('signs the same for ! and %21, and for either case of hex digits', () => {
    const raw = sign('https://h/v2/p/fgs/functions/urn:fss:r:p:function:default:f:!prod/invocations');
    expect(sign('https://h/v2/p/fgs/functions/urn%3afss:r:p:function:default:f:%21prod/invocations')).toEqual(
      raw,
    );
  });

  test('keeps dot segments, doubled slashes and backslashes', () => {
    expect(canonicalUri(requestTarget('https://h/a/../b//c\\d').path)).toBe('/a/../b//c%5Cd/');
  });

  test('signs bytes that are not UTF-8, and a lone percent sign, without failing', () => {
    expect(canonicalUri('/%ff/50%/%zz')).toBe('/%FF/50%25/%25zz/');
  });

  test('signs a parameter without a value as name=, and + as a space', () => {
    expect(canonicalQuery('a&b=1&&c=x+y')).toBe('a=&b=1&c=x%20y');
  });

  test('leaves the ports 80 and 443 out of host', () => {
    expect(sign('https://h:443/x')['host']).toBe('h');
    expect(sign('http://h:8080/x')['host']).toBe('h:8080');
  });

  test('adds the token of temporary keys and signs it', () => {
    const signed = signRequest(
      { method: 'GET', url: 'https://h/', headers: {} },
      { ...KEYS, securityToken: 'T' },
      AT,
    );
    expect(signed).toMatchObject({ 'X-Security-Token': 'T' });
    expect(signed['Authorization']).toContain('SignedHeaders=host;x-sdk-date;x-security-token,');
  });

  test('signs again what was signed before, with the new date and one signature', () => {
    const first = signRequest({ method: 'GET', url: 'https://h/', headers: {} }, KEYS, new Date(0));
    const second = signRequest({ method: 'GET', url: 'https://h/', headers: first }, KEYS, AT);
    expect(second).toEqual(signRequest({ method: 'GET', url: 'https://h/', headers: {} }, KEYS, AT));
  });

  test('takes the payload hash from X-Sdk-Content-Sha256', () => {
    const headers = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
    const one = signRequest({ method: 'POST', url: 'https://h/', headers, body: 'a' }, KEYS, AT);
    expect(one).toEqual(signRequest({ method: 'POST', url: 'https://h/', headers, body: 'b' }, KEYS, AT));
  });

  test('hashes bytes as they are and text as UTF-8', () => {
    expect(sha256Hex('é')).toBe(sha256Hex(Buffer.from('é')));
  });

  test.each([
    ['a path without a host', '/x', {}, 'without a host'],
    ['an address that is none', 'h/x', {}, 'whole URL'],
    ['a header given twice', 'https://h/', { Host: 'h', host: 'h' }, 'given twice'],
    ['a header with a line break', 'https://h/', { a: 'b\r\nc: d' }, 'line break'],
  ] as const)('refuses %s', (_, url, headers, message) => {
    expect(() => sign(url, { ...headers })).toThrow(message);
  });

  test('refuses a body over the 12 MB that a signature can cover', () => {
    const body = Buffer.alloc(12 * 1024 * 1024 + 1);
    expect(() => signRequest({ method: 'POST', url: 'https://h/', headers: {}, body }, KEYS)).toThrow(
      /12582913 bytes.*token/,
    );
  });
});

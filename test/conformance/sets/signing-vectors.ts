import { signRequest } from '../../../functiongraph';
import { requestOf, type SigningVector } from '../../support/signing-vector';
import type { CaseFailure, ConformanceSet } from '../conformance-set';

/** `Authorization` must agree byte for byte with the official SDKs, with and without `content-type` among the headers. */
export const set: ConformanceSet = {
  kind: 'signing-vectors',
  run(file) {
    const vectors = file['vectors'] as readonly SigningVector[];
    const failed = vectors.flatMap(check);
    const failedIds = new Set(failed.map(({ id }) => id));
    const passed = vectors.map(({ id }) => id).filter((id) => !failedIds.has(id));
    return Promise.resolve({ passed, failed, skipped: [] });
  },
};

function check(vector: SigningVector): CaseFailure[] {
  const request = requestOf(vector);
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
  const expected = vector.expect.authorization;
  const got = sign(vector, request);
  if (got !== expected) return [{ id: vector.id, expected, got }];
  const without = vector.authorizationWithoutContentType;
  if (without === undefined) return [];
  const gotWithout = sign(vector, { ...request, headers });
  return gotWithout === without ? [] : [{ id: vector.id, expected: without, got: gotWithout }];
}

function sign(vector: SigningVector, request: ReturnType<typeof requestOf>): string {
  try {
    return signRequest(request, { accessKey: vector.ak, secretKey: vector.sk })['Authorization'] ?? 'none';
  } catch (error) {
    return String(error);
  }
}

import { type ReceivedRequest, verifyRequest } from 'temporal-functiongraph/emulator';
import type { CaseFailure, ConformanceSet } from '../conformance-set';

interface WireVector extends ReceivedRequest {
  readonly by: string;
  readonly check: string;
  readonly now: string;
  readonly verdict: 'accept' | 'reject';
}

interface Meta {
  readonly credentials: Readonly<Record<string, string>>;
  readonly securityTokens?: Readonly<Record<string, string>>;
}

/** Requests as official clients put them on the wire, some falsified: each must be accepted or refused. */
export const set: ConformanceSet = {
  kind: 'wire-vectors',
  run(file) {
    const { credentials, securityTokens = {} } = file['meta'] as Meta;
    const keys = Object.entries(credentials).map(([accessKey, secretKey]) => {
      const securityToken = securityTokens[accessKey];
      return { accessKey, secretKey, ...(securityToken !== undefined && { securityToken }) };
    });
    const passed: string[] = [];
    const failed: CaseFailure[] = [];
    for (const [index, vector] of (file['vectors'] as readonly WireVector[]).entries()) {
      const id = `#${index + 1} ${vector.by}: ${vector.check}`;
      const { ok, reason } = verifyRequest(vector, keys, new Date(vector.now));
      const got = ok ? 'accept' : 'reject';
      if (got === vector.verdict) passed.push(id);
      else failed.push({ id, expected: vector.verdict, got: `${got}: ${reason ?? ''}` });
    }
    return Promise.resolve({ passed, failed, skipped: [] });
  },
};

import type { ReceivedRequest } from 'temporal-functiongraph/emulator';
import { verifyRequest } from 'temporal-functiongraph/emulator';

interface WireVectors {
  readonly meta: {
    readonly credentials: Readonly<Record<string, string>>;
    readonly securityTokens: Readonly<Record<string, string>>;
  };
  readonly vectors: readonly (ReceivedRequest & {
    readonly by: string;
    readonly check: string;
    readonly now: string;
    readonly verdict: 'accept' | 'reject';
  })[];
}

/** Requests as official clients put them on the wire, some falsified: each must be accepted or refused. */
export const wireVectors = {
  kind: 'wire-vectors',
  async run(content: WireVectors) {
    const { credentials, securityTokens } = content.meta;
    const keys = Object.entries(credentials).map(([accessKey, secretKey]) => {
      const securityToken = securityTokens[accessKey];
      return { accessKey, secretKey, ...(securityToken !== undefined && { securityToken }) };
    });
    return content.vectors.map((vector, index) => {
      const { ok, reason } = verifyRequest(vector, keys, new Date(vector.now));
      const got = ok ? 'accept' : 'reject';
      const name = `#${index + 1} ${vector.by}: ${vector.check}`;
      if (got === vector.verdict) return { name, status: 'passed' as const };
      return { name, status: 'failed' as const, expected: vector.verdict, got: `${got}: ${reason ?? ''}` };
    });
  },
};

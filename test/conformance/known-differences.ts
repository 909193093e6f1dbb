import type { SetResult } from './conformance-set';
import differences from './known-differences.json';

/** Cases by judgement that we judge otherwise: `"kind/id": "reason"`. */
const REASONS: Readonly<Record<string, string>> = differences;

/** Counts failures that are differences on purpose as skipped, with their reason. */
export function setKnownDifferencesAside(kind: string, result: SetResult): SetResult {
  const known = (id: string) => REASONS[`${kind}/${id}`];
  return {
    passed: result.passed,
    failed: result.failed.filter(({ id }) => known(id) === undefined),
    skipped: [
      ...result.skipped,
      ...result.failed.flatMap(({ id }) => {
        const reason = known(id);
        return reason === undefined ? [] : [{ id, reason: `differs on purpose: ${reason}` }];
      }),
    ],
  };
}

import type { SetResult } from './conformance-set';
import differences from './known-differences.json';

/** Cases that we judge otherwise on purpose: `"SET/ID": "reason"`. */
const REASONS: Readonly<Record<string, string>> = differences;

/** Counts failures that are differences on purpose as skipped, with their reason. What was seen on the real service is no matter of opinion. */
export function setKnownDifferencesAside(set: string, result: SetResult): SetResult {
  const known = (id: string) =>
    result.evidence?.[id] === 'aws-validated' ? undefined : REASONS[`${set}/${id}`];
  return {
    ...result,
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

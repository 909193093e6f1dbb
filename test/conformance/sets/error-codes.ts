import { findRow } from '../../../functiongraph';
import type { CaseFailure, ConformanceSet } from '../conformance-set';

interface KnownCode {
  readonly code: string;
  readonly httpStatus?: string | null;
}

/** Every code that is known to exist must have a row of its own, with each status that it comes with. */
export const set: ConformanceSet = {
  kind: 'error-codes',
  run(file) {
    const codes = file['codes'] as readonly KnownCode[];
    const passed: string[] = [];
    const failed: CaseFailure[] = [];
    for (const { code, httpStatus } of codes) {
      const statuses = httpStatus?.match(/\b\d{3}\b/g)?.map(Number) ?? [200];
      const found = statuses.some((status) => findRow(code.replace(/xx$/, '00'), status));
      if (found) passed.push(code);
      else failed.push({ id: code, expected: `a row for ${statuses.join(', ')}`, got: 'none' });
    }
    return Promise.resolve({ passed, failed, skipped: [] });
  },
};

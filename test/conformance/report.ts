import type { SetResult } from './conformance-set';

export interface SetReport extends SetResult {
  /** What the file calls its cases. */
  readonly set: string;
  readonly file: string;
}

/** The report as people read it; the tally stands alone on the last line. */
export function textReport(reports: readonly SetReport[]): string {
  const lines = reports.flatMap((report) => [
    setLine(report),
    ...report.failed.flatMap(({ id, expected, got }) => [
      `  FAILED ${id}`,
      `    expected ${expected}`,
      `    got      ${got}`,
    ]),
  ]);
  const { passed, failed, skipped } = tally(reports);
  return [...lines, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n');
}

export function jsonReport(reports: readonly SetReport[]): string {
  const byEvidence = tallyByEvidence(reports);
  return JSON.stringify({
    ...tally(reports),
    ...(Object.keys(byEvidence).length > 0 && { byEvidence }),
    sets: reports.map(({ evidence: _, ...report }) => report),
  });
}

/** A score, apart for each degree of certainty that cases have. */
function tallyByEvidence(reports: readonly SetReport[]): Readonly<Record<string, Tally>> {
  const tallies: Record<string, { -readonly [K in keyof Tally]: number }> = {};
  for (const { evidence, passed, failed, skipped } of reports) {
    const count = (ids: readonly string[], of: keyof Tally) => {
      for (const id of ids) {
        const name = evidence?.[id];
        if (name !== undefined) (tallies[name] ??= { passed: 0, failed: 0, skipped: 0 })[of] += 1;
      }
    };
    count(passed, 'passed');
    count(
      failed.map(({ id }) => id),
      'failed',
    );
    count(
      skipped.map(({ id }) => id),
      'skipped',
    );
  }
  return tallies;
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function tally(reports: readonly SetReport[]): Tally {
  const count = (of: (report: SetReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
  return {
    passed: count(({ passed }) => passed.length),
    failed: count(({ failed }) => failed.length),
    skipped: count(({ skipped }) => skipped.length),
  };
}

function setLine({ set, passed, failed, skipped }: SetReport): string {
  const total = passed.length + failed.length + skipped.length;
  const line = `${set}: ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped of ${total}`;
  return skipped.length === 0 ? line : `${line} (${skipReasons(skipped)})`;
}

/** Each reason once, with the cases it holds for, or their number where they are many. */
function skipReasons(skipped: SetResult['skipped']): string {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of skipped) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  return [...byReason]
    .map(([reason, ids]) => (ids.length > 3 ? reason : `${ids.join(', ')}: ${reason}`))
    .join('; ');
}

import type { StartServer } from './servers';
import { spread } from './stats';

/** What a row of the benchmark says in the end; `missed` makes the run exit with 1. */
export interface Finding {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly verdict: 'met' | 'missed' | 'not decided' | 'no target';
}

/** A benchmark: it prints every round through `say` and returns what came out. */
export interface BenchRow {
  readonly name: string;
  readonly about: string;
  /** @param startServer starts the Temporal server that a row with workflows measures on */
  run(say: (line: string) => void, startServer: StartServer): Promise<Finding[]>;
}

/** Judges a list of per-round values against an upper limit: missed only where the whole interval lies above it. */
export function atMost(what: string, values: readonly number[], limit: number, unit: string): Finding {
  const { median, low, high } = spread(values);
  const verdict = low > limit ? 'missed' : high <= limit ? 'met' : 'not decided';
  return {
    what,
    measured: show(median, low, high, values.length, unit),
    target: `<= ${limit}${unit}`,
    verdict,
  };
}

/** The same for a lower limit. */
export function atLeast(what: string, values: readonly number[], limit: number, unit: string): Finding {
  const { median, low, high } = spread(values);
  const verdict = high < limit ? 'missed' : low >= limit ? 'met' : 'not decided';
  return {
    what,
    measured: show(median, low, high, values.length, unit),
    target: `>= ${limit}${unit}`,
    verdict,
  };
}

/** A figure to know, with no target of its own. */
export function forTheRecord(what: string, values: readonly number[], unit: string): Finding {
  const { median, low, high } = spread(values);
  return { what, measured: show(median, low, high, values.length, unit), target: '', verdict: 'no target' };
}

function show(median: number, low: number, high: number, rounds: number, unit: string): string {
  return `${fixed(median)}${unit} (95 % ${fixed(low)} to ${fixed(high)}, ${rounds} rounds)`;
}

export function fixed(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 3);
}

export function printFindings(findings: readonly Finding[]): void {
  const widths = (['what', 'measured', 'target'] as const).map((key) =>
    Math.max(...findings.map((finding) => finding[key].length)),
  );
  for (const { what, measured, target, verdict } of findings) {
    const cells = [what, measured, target].map((cell, index) => cell.padEnd(widths[index] ?? 0));
    console.log(`${cells.join('  ')}  ${verdict}`);
  }
}

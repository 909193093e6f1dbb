import { matches } from './match';

/** One point in which a case was not as expected. */
export interface Complaint {
  readonly about: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** A complaint, or nothing where the two agree. */
export function compare(about: string, expected: unknown, got: unknown): Complaint[] {
  return matches(expected, got) ? [] : [{ about, expected, got }];
}

const LONGEST = 1000;

/** All complaints of a case on two lines: what was expected, what came. */
export function summary(complaints: readonly Complaint[]): {
  readonly expected: string;
  readonly got: string;
} {
  const line = (side: 'expected' | 'got') =>
    complaints.map((complaint) => `${complaint.about} ${shown(complaint[side])}`).join('; ');
  return { expected: line('expected'), got: line('got') };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}... (${text.length} characters)` : text;
}

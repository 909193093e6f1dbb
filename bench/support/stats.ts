/** A median with the interval that holds the true median with at least 95 % (order statistics, binomial). */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = lowRank(sorted.length);
  return { median: quantile(sorted, 0.5), low: at(sorted, rank), high: at(sorted, sorted.length - 1 - rank) };
}

/** Linear interpolation between the two nearest ranks of a sorted list. */
export function quantile(sorted: readonly number[], q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const lower = at(sorted, below);
  return lower + (at(sorted, Math.min(below + 1, sorted.length - 1)) - lower) * (position - below);
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** How many values to leave out at each end: the most for which each tail of Binomial(n, 1/2) stays within 2.5 %. */
function lowRank(n: number): number {
  let term = 0.5 ** n;
  let tail = term;
  let rank = 0;
  while (tail <= 0.025 && rank < n / 2) {
    rank += 1;
    term *= (n - rank + 1) / rank;
    tail += term;
  }
  return Math.max(0, rank - 1);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error('no values were measured');
  return value;
}

/** Runs every variant once a round, in an order that rotates, so that drift of the machine meets all alike. */
export async function interleaved<T>(
  rounds: number,
  variants: Readonly<Record<string, () => Promise<T>>>,
  onRound: (round: number, results: Readonly<Record<string, T>>) => void,
): Promise<Record<string, T>[]> {
  const names = Object.keys(variants);
  const all: Record<string, T>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const results: Record<string, T> = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] ?? '';
      const variant = variants[name];
      if (variant !== undefined) results[name] = await variant();
    }
    onRound(round + 1, results);
    all.push(results);
  }
  return all;
}

/** The per-round ratios of two variants. */
export function ratios<T>(
  rounds: readonly Readonly<Record<string, T>>[],
  of: string,
  to: string,
  value: (result: T) => number,
): number[] {
  return rounds.map((round) => {
    const [mine, other] = [round[of], round[to]];
    if (mine === undefined || other === undefined) throw new Error(`round without ${of} or ${to}`);
    return value(mine) / value(other);
  });
}

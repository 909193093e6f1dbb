/** Pairs off wanted and given things in any order; what has no partner is left. */
export function missingAndLeft<W, G>(
  wanted: readonly W[],
  given: readonly G[],
  fits: (want: W, have: G) => boolean,
): { readonly missing: readonly W[]; readonly left: readonly G[] } {
  const left = [...given];
  const missing = wanted.filter((want) => {
    const index = left.findIndex((have) => fits(want, have));
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
  return { missing, left };
}

/**
 * A whole number from 0 up to and without `span` that depends on the seed alone (mulberry32). The service's own numbers are not known.
 */
export function seededInteger(seed: number, span: number): number {
  const high = Math.floor(seed / 2 ** 32);
  let state = (seed ^ Math.imul(high, 0x9e3779b1)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Math.floor((next() + next() / 2 ** 32) * span) % span;
}

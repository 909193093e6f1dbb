/** The first number of a generator with this seed, from 0 up to 1: mulberry32 over the bits of the number. */
export function seededRandom(seed: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, seed);
  let state = (view.getInt32(0) ^ view.getInt32(4) ^ 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}

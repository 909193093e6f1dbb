/** Numbers from 0 up to 1 that are the same for the same seed (the generator mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Version 4 identifiers out of random numbers. */
export function uuidFrom(random: () => number): () => string {
  return () =>
    'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (place) => {
      const digit = Math.floor(random() * 16);
      return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
    });
}

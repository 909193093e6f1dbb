import { seededRandom } from '../../../../asl/seeded-random';

/** Choices that are the same for the same seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from 0 up to, but without, `below`. */
  under(below: number): number {
    return Math.floor(this.#random() * below);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const picked = list[this.under(list.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from.');
    return picked;
  }

  /** What `make` makes, or nothing. */
  maybe<T extends object>(probability: number, make: () => T): T | object {
    return this.chance(probability) ? make() : {};
  }
}

/** Random numbers that are the same in every run, for tests over many generated inputs. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to and without `below`. */
  int(below: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.int(items.length)] ?? items[0];
  }

  /** Any JSON value, with names that need quotes among the members. */
  json(depth = 4): unknown {
    const kind = this.int(depth > 0 ? 8 : 5);
    if (kind === 0) return null;
    if (kind === 1) return this.int(2) === 0;
    if (kind <= 3) return this.int(20) - 5;
    if (kind === 4) return this.pick(['', 'a', 'x y', '10', "it's"]);
    const size = this.int(4);
    if (kind === 5) return Array.from({ length: size }, () => this.json(depth - 1));
    return Object.fromEntries(
      Array.from({ length: size + 1 }, () => [this.pick(NAMES), this.json(depth - 1)]),
    );
  }
}

const NAMES = [
  'a',
  'b',
  'c-d',
  'e f',
  "it's",
  'x"y',
  'back\\slash',
  'ü',
  '$',
  '__proto__',
  'constructor',
  '0',
] as const;

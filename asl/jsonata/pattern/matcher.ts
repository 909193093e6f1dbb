import type { Meter } from '../meter';
import { Machine } from './machine';
import type { Program } from './program';

/** A match as RegExp gives it: the whole match, then the groups. */
export interface Match extends ArrayLike<string | undefined> {
  readonly 0: string;
  readonly index: number;
}

/** What a search costs before its first step. */
const SEARCH_COST = 100;

/** Matches like RegExp with the flag g, but pays for every step, so that a pattern that backtracks without end is ended. */
export class Matcher {
  lastIndex = 0;
  readonly #program: Program;
  readonly #meter: Meter;
  #machine: Machine | undefined;

  constructor(program: Program, meter: Meter) {
    this.#program = program;
    this.#meter = meter;
  }

  exec(text: string): Match | null {
    this.#meter.spend(SEARCH_COST);
    const machine =
      this.#machine?.text === text ? this.#machine : new Machine(this.#program, text, this.#meter);
    this.#machine = machine;
    for (let index = this.lastIndex; index <= text.length; index += 1) {
      const end = machine.matchAt(index);
      if (end === -1) continue;
      this.lastIndex = end;
      const groups = Array.from({ length: this.#program.groups - 1 }, (_, group) => machine.group(group + 1));
      return Object.assign([text.slice(index, end), ...groups] as [string, ...(string | undefined)[]], {
        index,
      });
    }
    this.lastIndex = 0;
    return null;
  }
}

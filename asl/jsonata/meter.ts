import { isArray, isNaN } from './globals';

/** What one evaluation may use. */
export interface JsonataLimits {
  /** Units of work: about 10 ns each. An evaluation step or a call is 40, a property of an object 20; an element of an array, a character of a text, a step of a pattern 1 to 5. */
  readonly work: number;
  /** Evaluations, and calls of functions, inside each other. */
  readonly depth: number;
}

export const BUDGET_EXCEEDED = 'U1001';

const STEP = 40;
const ELEMENT = 2;
const NODE = 5;
const OBJECT = 20;

/** Counts the work of one evaluation and ends it where it is too much: by steps, not by a clock, so that a replay ends at the same place. */
export class Meter {
  #left = 0;
  #depth = 0;
  #calls = 0;
  readonly #limits: JsonataLimits;

  constructor(limits: JsonataLimits) {
    this.#limits = limits;
  }

  start(): void {
    this.#left = this.#limits.work;
    this.#depth = 0;
    this.#calls = 0;
  }

  enter(): void {
    this.spend(STEP);
    this.#depth += 1;
    if (this.#depth > this.#limits.depth) throw tooDeep(this.#limits.depth);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Calls nest without evaluations where a function in tail position calls back: `$map(…)` as the last thing of a function. */
  call(): void {
    this.spend(STEP);
    this.#calls += 1;
    if (this.#calls > this.#limits.depth) throw tooDeep(this.#limits.depth);
  }

  returned(): void {
    this.#calls -= 1;
  }

  spend(units: number): void {
    this.#left -= units;
    // Also where a number of the expression made it NaN.
    if (!(this.#left >= 0)) throw tooMuch(this.#limits.work);
  }

  elements(count: number): void {
    this.spend(count * ELEMENT);
  }

  /** Objects that are walked or copied. */
  properties(count: number): void {
    this.spend((count + 1) * OBJECT);
  }

  text(length: number): void {
    this.spend(length);
  }

  /** Two texts become one; the longer one is not copied. */
  joined(left: string, right: string): void {
    this.spend(Math.min(left.length, right.length) + 1);
  }

  list(texts: readonly unknown[], separator: string): void {
    let length = separator.length * texts.length;
    for (const text of texts) length += String(text).length;
    this.spend(length);
  }

  /** One comparison; of objects it sorts their names. */
  compared(value: unknown): void {
    this.spend(typeof value === 'object' ? 5 * OBJECT : NODE);
  }

  /** A value that a function takes, gives or looks through. */
  value(value: unknown): void {
    if (typeof value === 'string') this.spend(value.length);
    else if (isArray(value)) this.spend(value.length * ELEMENT);
  }

  values(values: readonly unknown[]): void {
    this.spend(NODE);
    for (const value of values) this.value(value);
  }

  /** One value on its way into a JSON text. */
  written(key: string, value: unknown, indent: number): void {
    this.spend(
      key.length + (typeof value === 'string' ? value.length : 0) + (indent > 0 ? 4 * OBJECT : 2 * OBJECT),
    );
  }

  /** The library goes over a picture once for each of its characters. */
  picture(picture: string): void {
    this.spend((picture.length * picture.length) / 64);
  }

  /** A width asks for that many digits, and grouping copies them for each group. */
  width(width: number): number {
    if (!isNaN(width)) this.spend(Math.abs(width) * 1000);
    return width;
  }
}

function tooMuch(work: number): object {
  return {
    code: BUDGET_EXCEEDED,
    message: `The expression was ended: it needs more than ${work} units of work. It may loop without end, its pattern may backtrack, or its data are too large for one expression`,
  };
}

export function tooDeep(depth: number): object {
  return {
    code: BUDGET_EXCEEDED,
    message: `The expression was ended: it calls itself, or nests its data, deeper than ${depth} levels. A call in tail position (its result is the function's result) needs no level`,
  };
}

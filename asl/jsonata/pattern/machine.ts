import type { Meter } from '../meter';
import { canonical, isWordCharacter } from './characters';
import type { Instruction, Loop, Program } from './program';

const PUSH_COST = 4;

/** One text under one program: a backtracking machine that keeps its choices on a stack of its own. */
export class Machine {
  readonly text: string;
  readonly #program: Program;
  readonly #meter: Meter;
  readonly #slots: number[];
  /** Triples: an instruction and the last and first position to try it at, or `-1 - slot`, the slot's old value and 0. */
  #stack: number[] = [];
  #at = 0;
  #position = 0;

  constructor(program: Program, text: string, meter: Meter) {
    this.#program = program;
    this.text = text;
    this.#meter = meter;
    this.#slots = Array.from({ length: program.slots }, () => -1);
  }

  /** Where the match that begins at `position` ends, or -1. */
  matchAt(position: number): number {
    this.#meter.spend(this.#slots.length);
    this.#slots.fill(-1);
    this.#stack = [];
    return this.#run(0, position) ? this.#position : -1;
  }

  group(number: number): string | undefined {
    const [begin, end] = this.#span(number);
    return begin === -1 ? undefined : this.text.slice(begin, end);
  }

  #span(number: number): [number, number] {
    const begin = this.#slots[2 * number] ?? -1;
    const end = this.#slots[2 * number + 1] ?? -1;
    return begin === -1 || end === -1 ? [-1, -1] : [begin, end];
  }

  /** Runs from an instruction and a position to `matched`; false where no way leads there. */
  #run(start: number, from: number): boolean {
    const { code } = this.#program;
    const base = this.#stack.length;
    this.#at = start;
    this.#position = from;
    for (;;) {
      this.#meter.spend(1);
      const instruction = code[this.#at];
      if (instruction === undefined || instruction.op === 'matched') return true;
      this.#at += 1;
      if (!this.#step(instruction) && !this.#backtrack(base)) return false;
    }
  }

  /** False: this way ends here. */
  #step(instruction: Instruction): boolean {
    const text = this.text;
    switch (instruction.op) {
      case 'character': {
        const index = instruction.back ? this.#position - 1 : this.#position;
        if (index < 0 || index >= text.length || !instruction.test(text.charCodeAt(index))) return false;
        this.#position += instruction.back ? -1 : 1;
        return true;
      }
      case 'run':
        return this.#characters(instruction);
      case 'fork':
        this.#push(instruction.second, this.#position, this.#position);
        return true;
      case 'jump':
        this.#at = instruction.to;
        return true;
      case 'save':
        this.#set(instruction.slot, this.#position);
        return true;
      case 'set':
        this.#set(instruction.slot, instruction.value);
        return true;
      case 'repeat':
        return this.#repeat(instruction.loop);
      case 'enter':
        this.#enter(instruction.loop);
        return true;
      case 'repeated':
        return this.#repeated(instruction.loop, instruction.to);
      case 'reference':
        return this.#reference(instruction);
      case 'look':
        return this.#look(instruction.end, instruction.negate);
      case 'start':
        return (
          this.#position === 0 || (instruction.multiline && isLineEnd(text.charCodeAt(this.#position - 1)))
        );
      case 'end':
        return (
          this.#position === text.length ||
          (instruction.multiline && isLineEnd(text.charCodeAt(this.#position)))
        );
      case 'word': {
        const edge = isWordCharacter(text, this.#position - 1) !== isWordCharacter(text, this.#position);
        return edge !== instruction.negate;
      }
      case 'matched':
        break;
    }
    return true;
  }

  #characters({ test, min, max, back }: Extract<Instruction, { op: 'run' }>): boolean {
    const text = this.text;
    const begin = this.#position;
    const most = Math.min(max, back ? begin : text.length - begin);
    let count = 0;
    while (count < most && test(text.charCodeAt(back ? begin - count - 1 : begin + count))) count += 1;
    this.#meter.spend(count);
    if (count < min) return false;
    const way = back ? -1 : 1;
    this.#position = begin + way * count;
    if (count > min) this.#push(this.#at, this.#position - way, begin + way * min);
    return true;
  }

  #repeat(loop: Loop): boolean {
    const count = this.#slots[loop.countSlot] ?? 0;
    if (count >= loop.max) {
      this.#at = loop.exit;
    } else if (count >= loop.min) {
      this.#push(loop.greedy ? loop.exit : this.#at, this.#position, this.#position);
      if (!loop.greedy) this.#at = loop.exit;
    }
    return true;
  }

  #enter({ beginSlot, groups }: Loop): void {
    this.#set(beginSlot, this.#position);
    for (let slot = 2 * groups[0]; slot < 2 * groups[1]; slot += 1) this.#set(slot, -1);
  }

  /** The end of a round; one more that matched nothing leads nowhere. */
  #repeated({ countSlot, beginSlot, min }: Loop, to: number): boolean {
    const count = this.#slots[countSlot] ?? 0;
    if (count >= min && this.#position === this.#slots[beginSlot]) return false;
    this.#set(countSlot, count + 1);
    this.#at = to;
    return true;
  }

  #reference({ groups, ignoreCase, back }: Extract<Instruction, { op: 'reference' }>): boolean {
    const [begin, end] = groups.map((group) => this.#span(group)).find((span) => span[0] !== -1) ?? [0, 0];
    const length = end - begin;
    const at = back ? this.#position - length : this.#position;
    if (at < 0 || at + length > this.text.length) return false;
    this.#meter.spend(length);
    for (let index = 0; index < length; index += 1) {
      const [one, other] = [this.text.charCodeAt(begin + index), this.text.charCodeAt(at + index)];
      if (one !== other && !(ignoreCase && canonical(one) === canonical(other))) return false;
    }
    this.#position = back ? at : at + length;
    return true;
  }

  /** A look ahead or behind: what it captured stays, how it matched is settled. */
  #look(end: number, negate: boolean): boolean {
    const base = this.#stack.length;
    const from = this.#position;
    const matched = this.#run(this.#at, from);
    if (matched && negate) while (this.#stack.length > base) this.#pop();
    else if (matched) this.#settle(base);
    this.#position = from;
    this.#at = end;
    return matched !== negate;
  }

  /** Forgets the choices above `base`, and keeps what undoes the slots. */
  #settle(base: number): void {
    const kept = this.#stack.splice(base);
    for (let index = 0; index < kept.length; index += 3) {
      const [what = 0, value = 0] = [kept[index], kept[index + 1]];
      if (what < 0) this.#stack.push(what, value, 0);
    }
  }

  #set(slot: number, value: number): void {
    this.#push(-1 - slot, this.#slots[slot] ?? -1, 0);
    this.#slots[slot] = value;
  }

  #push(what: number, value: number, last: number): void {
    this.#meter.spend(PUSH_COST);
    this.#stack.push(what, value, last);
  }

  /** Undoes down to the last choice above `base` and takes its other way; false where there is none. */
  #backtrack(base: number): boolean {
    while (this.#stack.length > base) {
      this.#meter.spend(1);
      if (this.#pop()) return true;
    }
    return false;
  }

  #pop(): boolean {
    const last = this.#stack.pop() ?? 0;
    const value = this.#stack.pop() ?? 0;
    const what = this.#stack.pop() ?? 0;
    if (what < 0) {
      this.#slots[-1 - what] = value;
      return false;
    }
    this.#at = what;
    this.#position = value;
    if (value !== last) this.#stack.push(what, value + (value > last ? -1 : 1), last);
    return true;
  }
}

/** ECMA-262, LineTerminator. */
function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;
}

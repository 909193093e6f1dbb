import type { Assertion } from './node';
import type { Instruction } from './program';

const MAX_STEPS = 10_000_000;

/** A pattern took too many steps on a text. */
export class RegexLimitError extends Error {
  override readonly name = 'RegexLimitError';
  constructor() {
    super(`The pattern took more than ${String(MAX_STEPS)} steps. Use a smaller pattern or a shorter text`);
  }
}

/** Whether the program matches the whole text. Follows every way at once, each instruction once per character. */
export function runProgram(program: readonly Instruction[], text: string): boolean {
  const reached = new Int32Array(program.length + 1).fill(-1);
  let current: number[] = [];
  let steps = 0;
  const enter = (to: number, at: number, list: number[]): void => {
    const todo = [to];
    for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
      if (reached[place] === at) continue;
      reached[place] = at;
      if (++steps > MAX_STEPS) throw new RegexLimitError();
      const instruction = program[place];
      if (instruction?.kind === 'jump') {
        for (const way of instruction.to) todo.push(way);
      } else if (instruction?.kind === 'assert') {
        if (holds(instruction.what, text, at)) todo.push(place + 1);
      } else {
        list.push(place);
      }
    }
  };
  enter(0, 0, current);
  let at = 0;
  while (at < text.length && current.length > 0) {
    const codePoint = text.codePointAt(at) ?? 0;
    at += codePoint > 0xffff ? 2 : 1;
    const next: number[] = [];
    for (const place of current) {
      const instruction = program[place];
      if (instruction?.kind === 'one' && instruction.test(codePoint)) enter(place + 1, at, next);
    }
    current = next;
  }
  return at >= text.length && current.includes(program.length);
}

function holds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'line-start':
      return at === 0 || text[at - 1] === '\n';
    case 'line-end':
      return at === text.length || text[at] === '\n';
    case 'word-edge':
      return isWord(text[at - 1]) !== isWord(text[at]);
    case 'no-word-edge':
      return isWord(text[at - 1]) === isWord(text[at]);
    default:
      return what satisfies never;
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

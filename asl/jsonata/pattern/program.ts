import { RegExpParser } from '@eslint-community/regexpp';
import { ProgramBuilder } from './builder';
import type { CharacterTest } from './characters';

/** An instruction of a backtracking matcher. `back`: reading towards the beginning of the text, inside a lookbehind. */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest; readonly back: boolean }
  /** A quantified single character: no loop is needed. */
  | {
      readonly op: 'run';
      readonly test: CharacterTest;
      readonly min: number;
      readonly max: number;
      readonly back: boolean;
    }
  | { readonly op: 'fork'; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'set'; readonly slot: number; readonly value: number }
  | { readonly op: 'repeat'; readonly loop: Loop }
  | { readonly op: 'enter'; readonly loop: Loop }
  | { readonly op: 'repeated'; readonly loop: Loop; readonly to: number }
  | {
      readonly op: 'reference';
      readonly groups: readonly number[];
      readonly ignoreCase: boolean;
      readonly back: boolean;
    }
  | { readonly op: 'look'; readonly end: number; readonly negate: boolean }
  | { readonly op: 'start' | 'end'; readonly multiline: boolean }
  | { readonly op: 'word'; readonly negate: boolean }
  | { readonly op: 'matched' };

/** A quantifier around more than one character. Its slots hold how often it matched and where the last time began. */
export interface Loop {
  readonly min: number;
  readonly max: number;
  readonly greedy: boolean;
  readonly countSlot: number;
  readonly beginSlot: number;
  /** Groups inside it, which each round forgets: from the first up to, not including, the second. */
  readonly groups: readonly [number, number];
  exit: number;
}

export interface Program {
  readonly code: readonly Instruction[];
  /** Of groups with the whole match as the first: slots `2 * n` and `2 * n + 1` are a group's begin and end. */
  readonly groups: number;
  readonly slots: number;
}

const programs = new WeakMap<RegExp, Program>();

/** The program of a pattern with the flags i and m, kept as long as the pattern. Throws SyntaxError for what it does not know. */
export function programOf(pattern: RegExp): Program {
  let program = programs.get(pattern);
  if (program === undefined) {
    const { source } = pattern;
    const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, {
      unicode: false,
    });
    program = new ProgramBuilder(pattern.ignoreCase, pattern.multiline).build(tree);
    programs.set(pattern, program);
  }
  return program;
}

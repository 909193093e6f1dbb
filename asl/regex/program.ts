import type { Assertion, Node } from './node';
import { PatternError } from './parse';

/** One step of a pattern's program; numbers are places in it. The end of the program is a match. */
export type Instruction =
  | { readonly kind: 'one'; readonly test: (codePoint: number) => boolean }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { kind: 'jump'; to: number[] };

const MAX_INSTRUCTIONS = 5_000;

/** @throws PatternError where counted repetitions make the pattern too large */
export function buildProgram(node: Node): readonly Instruction[] {
  const program: Instruction[] = [];
  emit(node, program);
  return program;
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > MAX_INSTRUCTIONS) {
    throw new PatternError('The pattern is too large: its counted repetitions multiply');
  }
  switch (node.kind) {
    case 'one':
    case 'assert':
      program.push(node);
      return;
    case 'sequence':
      for (const item of node.items) emit(item, program);
      return;
    case 'either':
      emitEither(node.ways, program);
      return;
    case 'repeat':
      for (let count = 0; count < node.min; count++) emit(node.item, program);
      if (node.max === Infinity) emitLoop(node.item, program);
      else for (let count = node.min; count < node.max; count++) emitOption(node.item, program);
      return;
    default:
      node satisfies never;
  }
}

function emitEither(ways: readonly Node[], program: Instruction[]): void {
  const fork: Instruction = { kind: 'jump', to: [] };
  program.push(fork);
  const exits = ways.map((way) => {
    fork.to.push(program.length);
    emit(way, program);
    const exit: Instruction = { kind: 'jump', to: [] };
    program.push(exit);
    return exit;
  });
  for (const exit of exits) exit.to.push(program.length);
}

function emitLoop(item: Node, program: Instruction[]): void {
  const start = program.length;
  emitOption(item, program, start);
}

/** The item, or past it; with `back`, after the item the program goes on there. */
function emitOption(item: Node, program: Instruction[], back?: number): void {
  const fork: Instruction = { kind: 'jump', to: [program.length + 1] };
  program.push(fork);
  emit(item, program);
  if (back !== undefined) program.push({ kind: 'jump', to: [back] });
  fork.to.push(program.length);
}

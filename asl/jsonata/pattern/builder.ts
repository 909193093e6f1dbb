import { visitRegExpAST } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { characterTest } from './characters';
import type { Instruction, Loop, Program } from './program';

/** Turns the syntax tree of a pattern into instructions (ECMA-262, Pattern Semantics, without the flags u and v). */
export class ProgramBuilder {
  readonly #code: Instruction[] = [];
  readonly #numbers = new Map<AST.CapturingGroup, number>();
  readonly #ignoreCase: boolean;
  readonly #multiline: boolean;
  #slots = 0;

  constructor(ignoreCase: boolean, multiline: boolean) {
    this.#ignoreCase = ignoreCase;
    this.#multiline = multiline;
  }

  build(pattern: AST.Pattern): Program {
    visitRegExpAST(pattern, {
      onCapturingGroupEnter: (group) => this.#numbers.set(group, this.#numbers.size + 1),
    });
    const groups = this.#numbers.size + 1;
    this.#slots = 2 * groups;
    this.#alternatives(pattern.alternatives, false);
    this.#code.push({ op: 'matched' });
    return { code: this.#code, groups, slots: this.#slots };
  }

  #alternatives(alternatives: readonly AST.Alternative[], back: boolean): void {
    const ends: number[] = [];
    alternatives.forEach((alternative, index) => {
      const fork = index < alternatives.length - 1 ? this.#later() : undefined;
      const elements = back ? alternative.elements.toReversed() : alternative.elements;
      for (const element of elements) this.#element(element, back);
      if (fork === undefined) return;
      ends.push(this.#later());
      this.#code[fork] = { op: 'fork', second: this.#code.length };
    });
    for (const end of ends) this.#code[end] = { op: 'jump', to: this.#code.length };
  }

  #element(element: AST.Element, back: boolean): void {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        this.#code.push({ op: 'character', test: characterTest(element, this.#ignoreCase), back });
        return;
      case 'Group':
        this.#alternatives(element.alternatives, back);
        return;
      case 'CapturingGroup':
        this.#capture(element, back);
        return;
      case 'Backreference':
        this.#code.push({
          op: 'reference',
          groups: [element.resolved].flat().map((group) => this.#numberOf(group)),
          ignoreCase: this.#ignoreCase,
          back,
        });
        return;
      case 'Quantifier':
        this.#quantifier(element, back);
        return;
      case 'Assertion':
        this.#assertion(element);
        return;
      case 'ExpressionCharacterClass':
        throw new SyntaxError(`sets of the flag v are not known: ${element.raw}`);
    }
  }

  #capture(group: AST.CapturingGroup, back: boolean): void {
    const slot = 2 * this.#numberOf(group);
    this.#code.push({ op: 'save', slot: back ? slot + 1 : slot });
    this.#alternatives(group.alternatives, back);
    this.#code.push({ op: 'save', slot: back ? slot : slot + 1 });
  }

  #assertion(assertion: AST.Assertion): void {
    switch (assertion.kind) {
      case 'start':
      case 'end':
        this.#code.push({ op: assertion.kind, multiline: this.#multiline });
        return;
      case 'word':
        this.#code.push({ op: 'word', negate: assertion.negate });
        return;
      case 'lookahead':
      case 'lookbehind': {
        const at = this.#later();
        this.#alternatives(assertion.alternatives, assertion.kind === 'lookbehind');
        this.#code.push({ op: 'matched' });
        this.#code[at] = { op: 'look', end: this.#code.length, negate: assertion.negate };
      }
    }
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier, back: boolean): void {
    if (
      greedy &&
      (element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass')
    ) {
      this.#code.push({ op: 'run', test: characterTest(element, this.#ignoreCase), min, max, back });
      return;
    }
    const loop: Loop = {
      min,
      max,
      greedy,
      countSlot: this.#slots,
      beginSlot: this.#slots + 1,
      groups: this.#groupsIn(element),
      exit: 0,
    };
    this.#slots += 2;
    this.#code.push({ op: 'set', slot: loop.countSlot, value: 0 });
    const to = this.#code.length;
    this.#code.push({ op: 'repeat', loop }, { op: 'enter', loop });
    this.#element(element, back);
    this.#code.push({ op: 'repeated', loop, to });
    loop.exit = this.#code.length;
  }

  #groupsIn(element: AST.Element): readonly [number, number] {
    const inside = [...this.#numbers]
      .filter(([group]) => group.start >= element.start && group.end <= element.end)
      .map(([, number]) => number);
    return inside.length === 0 ? [0, 0] : [Math.min(...inside), Math.max(...inside) + 1];
  }

  #numberOf(group: AST.CapturingGroup): number {
    return this.#numbers.get(group) ?? 0;
  }

  /** A place for an instruction that is known later. */
  #later(): number {
    return this.#code.push({ op: 'matched' }) - 1;
  }
}

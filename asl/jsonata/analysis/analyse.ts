import { childrenOf } from '../node';
import type { JsonataNode } from '../node';
import { Scope } from './scope';

/** A use of a variable: `$states.context.State.RetryCount` is `states` with the path `['context', 'State', 'RetryCount']`. */
export interface JsonataReference {
  readonly name: string;
  /** The names that follow, as far as they stand in the text. */
  readonly path: readonly string[];
  /** Offset of the `$` in the expression, from 0. */
  readonly position: number;
}

export interface NamedPlace {
  readonly name: string;
  readonly position: number;
}

export interface TextPlace {
  readonly text: string;
  readonly position: number;
}

export interface Analysis {
  readonly references: readonly JsonataReference[];
  readonly rootUses: readonly TextPlace[];
  readonly unknownFunctions: readonly NamedPlace[];
}

/** Where a node stands: what is bound there, and whether the input of the whole expression is its context. */
interface Place {
  readonly scope: Scope;
  readonly top: boolean;
}

/** What an expression uses from outside, found without evaluating it. */
export function analyse(tree: JsonataNode, source: string, isFunction: (name: string) => boolean): Analysis {
  const analyser = new Analyser(source, isFunction);
  analyser.visit(tree, { scope: Scope.around([tree]), top: true });
  return {
    references: analyser.references.toSorted(byPosition),
    rootUses: analyser.rootUses.toSorted(byPosition),
    unknownFunctions: analyser.unknownFunctions.toSorted(byPosition),
  };
}

function byPosition(a: { position: number }, b: { position: number }): number {
  return a.position - b.position;
}

class Analyser {
  readonly references: JsonataReference[] = [];
  readonly rootUses: TextPlace[] = [];
  readonly unknownFunctions: NamedPlace[] = [];
  readonly #source: string;
  readonly #isFunction: (name: string) => boolean;

  constructor(source: string, isFunction: (name: string) => boolean) {
    this.#source = source;
    this.#isFunction = isFunction;
  }

  visit(node: JsonataNode, place: Place): void {
    switch (node.type) {
      case 'path':
        this.#path(node, place);
        break;
      case 'variable':
        this.#variable(node, [], place);
        break;
      case 'name':
      case 'wildcard':
      case 'descendant':
      case 'parent':
        if (place.top) this.#root(node);
        break;
      case 'lambda':
        this.#lambda(node, place);
        break;
      case 'block': {
        const inside = { ...place, scope: place.scope.block(node.expressions ?? []) };
        for (const expression of node.expressions ?? []) this.visit(expression, inside);
        break;
      }
      case 'bind':
        if (node.rhs !== undefined) this.visit(node.rhs, place);
        place.scope.bind(String((node.lhs as JsonataNode).value));
        break;
      case 'function':
      case 'partial':
        this.#call(node, place);
        break;
      case 'transform':
        for (const child of childrenOf(node)) this.visit(child, { ...place, top: false });
        break;
      default:
        for (const child of operands(node)) this.visit(child, place);
    }
    this.#hung(node, place);
  }

  /** Predicates and groupings see the items, not the input. */
  #hung(node: JsonataNode, place: Place): void {
    const inside = { ...place, top: false };
    for (const stage of [...(node.predicate ?? []), ...(node.stages ?? [])]) {
      if (stage.expr !== undefined) this.visit(stage.expr, inside);
      else if (stage.value !== undefined) place.scope.bind(stage.value);
    }
    for (const [key, value] of node.group?.lhs ?? []) {
      this.visit(key, inside);
      this.visit(value, inside);
    }
  }

  #path(node: JsonataNode, place: Place): void {
    const steps = node.steps ?? [];
    const scope = place.scope.block([]);
    steps.forEach((step, index) => {
      if (step.type === 'variable' && index === 0) {
        this.#variable(step, staticNames(steps), { scope, top: place.top });
        this.#hung(step, { scope, top: false });
      } else {
        this.visit(step, { scope, top: place.top && index === 0 });
      }
      if (step.focus !== undefined) scope.bind(step.focus);
      if (step.index !== undefined) scope.bind(step.index);
    });
    // Of a path itself, and after its steps: their variables are known there.
    for (const [key, value] of node.group?.lhs ?? [])
      for (const part of [key, value]) this.visit(part, { scope, top: false });
    for (const stage of node.predicate ?? [])
      if (stage.expr !== undefined) this.visit(stage.expr, { scope, top: false });
  }

  #variable(node: JsonataNode, path: readonly string[], { scope, top }: Place): void {
    const name = String(node.value);
    if (name === '$' || name === '') {
      if (top || name === '$') this.#root(node);
    } else if (!scope.has(name) && !this.#isFunction(name)) {
      this.references.push({ name, path, position: this.#begin(node, name.length + 1) });
    }
  }

  #lambda(node: JsonataNode, place: Place): void {
    if (node.body === undefined) return;
    const parameters =
      node.thunk === true ? [] : (node.arguments ?? []).map((argument) => String(argument.value));
    const scope = node.thunk === true ? place.scope : place.scope.lambda(parameters);
    this.visit(node.body, { ...place, scope });
  }

  #call(node: JsonataNode, place: Place): void {
    const { procedure } = node;
    const name = procedure?.type === 'variable' ? String(procedure.value) : undefined;
    if (name === undefined) {
      if (procedure !== undefined) this.visit(procedure, place);
    } else if (procedure !== undefined && !place.scope.has(name) && !this.#isFunction(name)) {
      this.unknownFunctions.push({ name, position: this.#begin(procedure, name.length + 1) });
    }
    for (const argument of node.arguments ?? []) this.visit(argument, place);
  }

  #root(node: JsonataNode): void {
    const text =
      node.type === 'variable'
        ? `$${String(node.value)}`
        : node.type === 'descendant'
          ? '**'
          : node.type === 'parent'
            ? '%'
            : String(node.value);
    this.rootUses.push({ text, position: this.#begin(node, text.length) });
  }

  /** The library's positions are where a token ends. */
  #begin(node: JsonataNode, length: number): number {
    const end = node.position ?? 0;
    const quoted = node.type === 'name' && /[`"']/.test(this.#source.charAt(end - 1));
    return Math.max(0, end - length - (quoted ? 2 : 0));
  }
}

function staticNames(steps: readonly JsonataNode[]): string[] {
  const names: string[] = [];
  if (hasStages(steps[0])) return names;
  for (const step of steps.slice(1)) {
    if (step.type !== 'name') break;
    names.push(String(step.value));
    if (hasStages(step)) break;
  }
  return names;
}

function hasStages(step: JsonataNode | undefined): boolean {
  return step?.stages !== undefined || step?.predicate !== undefined;
}

/** The children of a node without what {@link Analyser} visits in another context. */
function operands(node: JsonataNode): JsonataNode[] {
  const { predicate: _predicate, stages: _stages, group: _group, ...rest } = node;
  return childrenOf(rest);
}

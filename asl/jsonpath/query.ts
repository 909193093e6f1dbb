/** Where a path begins: `$` the state's input, `$$` the context object, `$name` a variable, `@` the node a filter looks at. */
export type Root =
  | { readonly kind: 'input' | 'context' | 'current' }
  | { readonly kind: 'variable'; readonly name: string };

/** A path, parsed. */
export interface Query {
  readonly root: Root;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** `..`: the step after it applies to the node and everything below it. */
  | { readonly kind: 'descend' }
  /** `.length()`: the library has functions, the service reads them and then finds nothing. */
  | { readonly kind: 'function'; readonly name: string };

export type Filter =
  | { readonly kind: 'or' | 'and'; readonly operands: readonly Filter[] }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'exists'; readonly query: Query }
  | {
      readonly kind: 'compare';
      readonly operator: Operator;
      readonly left: Operand;
      readonly right: Operand;
    };

export type Operand =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string };

export const SYMBOLS = ['===', '!==', '==', '!=', '<=', '>=', '=~', '<', '>'] as const;
export const WORDS = [
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'all',
  'size',
  'contains',
  'empty',
] as const;
export type Operator = (typeof SYMBOLS)[number] | (typeof WORDS)[number];

/** A step that selects one node, given that it is there. */
export function isChild(step: Step): step is Step & { readonly kind: 'name' | 'index' } {
  return step.kind === 'name' || step.kind === 'index';
}

/** Whether a path names one node. Several names at the end make one object, as json-path merges them. */
export function isDefinite(steps: readonly Step[]): boolean {
  return steps.every(
    (step, at) =>
      isChild(step) || step.kind === 'function' || (step.kind === 'names' && at === steps.length - 1),
  );
}

import type { Filter, Operand, Query } from './query';

/** What a path names anywhere, within its filters too. */
export interface Uses {
  readonly variables: Set<string>;
  readonly functions: Set<string>;
}

export function collectUses(query: Query, uses: Uses): void {
  if (query.root.kind === 'variable') uses.variables.add(query.root.name);
  for (const step of query.steps) {
    if (step.kind === 'function') uses.functions.add(step.name);
    if (step.kind === 'filter') collectFilter(step.filter, uses);
  }
}

function collectFilter(filter: Filter, uses: Uses): void {
  switch (filter.kind) {
    case 'or':
    case 'and':
      for (const operand of filter.operands) collectFilter(operand, uses);
      return;
    case 'not':
      collectFilter(filter.operand, uses);
      return;
    case 'exists':
      collectUses(filter.query, uses);
      return;
    case 'compare':
      collectOperand(filter.left, uses);
      collectOperand(filter.right, uses);
      return;
    default:
      filter satisfies never;
  }
}

function collectOperand(operand: Operand, uses: Uses): void {
  if (operand.kind === 'query') collectUses(operand.query, uses);
}

import { item, member } from './child';
import { compileFilter, type Evaluate } from './compile-filter';
import { pickIfComplete, selectBelow, selectIfPassing } from './descend';
import { isChild, isDefinite, type Query, type Root, type Step } from './query';
import { Run } from './run';
import type { PathScope } from './scope';
import { pick, type Select, selectFiltered, selectStep } from './select';

/** The value of a path outside a filter. */
export function compilePath(query: Query, text: string): (scope: PathScope) => unknown {
  if (isDefinite(query.steps)) {
    const evaluate = compileDefinite(query);
    return (scope) => evaluate(scope, undefined);
  }
  const evaluate = compileQuery(query);
  return (scope) => evaluate(new Run(scope, text), undefined);
}

function compileQuery(query: Query): Evaluate {
  if (isDefinite(query.steps)) {
    const evaluate = compileDefinite(query);
    return (run, node) => evaluate(run.scope, node);
  }
  const { root, steps } = query;
  if (steps.some((step) => step.kind === 'function')) return () => undefined;
  const leading = steps.findIndex((step) => !isChild(step));
  const start = compileDefinite({ root, steps: steps.slice(0, leading) });
  const select = compileSteps(steps.slice(leading));
  return (run, node) => {
    const first = start(run.scope, node);
    const found: unknown[] = [];
    if (first !== undefined) select(first, run, (one) => found.push(one));
    return found;
  };
}

type Definite = (scope: PathScope, node: unknown) => unknown;

function compileDefinite(query: Query): Definite {
  const start = compileRoot(query.root);
  const last = query.steps.at(-1);
  if (query.steps.some((step) => step.kind === 'function')) return () => undefined;
  if (last?.kind === 'names') {
    const parent = compileDefinite({ root: query.root, steps: query.steps.slice(0, -1) });
    return (scope, node) => pick(parent(scope, node), last.names);
  }
  const keys = query.steps.filter(isChild).map((step) => (step.kind === 'name' ? step.name : step.index));
  if (keys.length === 0) return start;
  return (scope, node) => {
    let value = start(scope, node);
    for (const key of keys) value = typeof key === 'string' ? member(value, key) : item(value, key);
    return value;
  };
}

function compileRoot(root: Root): Definite {
  switch (root.kind) {
    case 'input':
      return (scope) => scope.input;
    case 'context':
      return (scope) => scope.context;
    case 'current':
      return (_scope, node) => node;
    case 'variable':
      return (scope) => member(scope.variables, root.name);
    default:
      return root satisfies never;
  }
}

function compileSteps(steps: readonly Step[]): Select {
  const selects: Select[] = [];
  steps.forEach((step, at) => {
    if (step.kind === 'descend') return;
    const below = steps[at - 1]?.kind === 'descend';
    const select = compileStep(step, at === steps.length - 1, below);
    selects.push(below ? selectBelow(select) : select);
  });
  return selects.reduceRight(
    (then, select) => (node, run, found) => select(node, run, (one) => then(one, run, found)),
  );
}

function compileStep(step: Exclude<Step, { kind: 'descend' }>, last: boolean, below: boolean): Select {
  if (step.kind === 'function') return () => undefined;
  if (step.kind === 'filter') {
    const test = compileFilter(step.filter, compileQuery);
    return below ? selectIfPassing(test) : selectFiltered(test);
  }
  return below && last && step.kind === 'names' ? pickIfComplete(step) : selectStep(step, last);
}

import { isArray, isObject } from '../language/values';
import type { Step } from './query';
import { children, pick, type Select, type Test } from './select';

/** `..` and the step after it: applied to the node and everything below it, parents first. */
export function selectBelow(select: Select): Select {
  return (top, run, found) => {
    const todo = [top];
    while (todo.length > 0) {
      const node = todo.pop();
      if (!isArray(node) && !isObject(node)) continue;
      run.visit();
      select(node, run, found);
      const below = children(node);
      for (let index = below.length - 1; index >= 0; index--) todo.push(below[index]);
    }
  };
}

/** Below `..` a filter asks each object itself, so that none is found twice. */
export function selectIfPassing(test: Test): Select {
  return (node, run, found) => {
    if (isObject(node) && test(node, run)) found(node);
  };
}

/** Below `..` several last names want an object that has them all. */
export function pickIfComplete(step: Step & { readonly kind: 'names' }): Select {
  return (node, _run, found) => {
    if (isObject(node) && step.names.every((name) => Object.hasOwn(node, name))) {
      found(pick(node, step.names));
    }
  };
}

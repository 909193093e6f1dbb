import { shorten } from '../language/shorten';
import { isArray, isObject } from '../language/values';
import { item, member } from './child';
import { isChild, type Query, type Step } from './query';
import type { PathScope } from './scope';

/** Why a definite path finds nothing, in the words of the json-path library, which the service passes on. */
export function describeMiss(query: Query, scope: PathScope): string {
  const { root, steps } = query;
  if (root.kind === 'variable' && !Object.hasOwn(scope.variables, root.name)) {
    return `The variable '${root.name}' has no value`;
  }
  const called = steps.find((step) => step.kind === 'function');
  if (called?.kind === 'function') return `The function ${called.name}() is not supported in paths`;
  let value = rootValue(query, scope);
  for (const [at, step] of steps.entries()) {
    const upTo = pathText(steps.slice(0, at + 1));
    const before = pathText(steps.slice(0, at));
    if (step.kind === 'index') {
      if (value === null) return `The path ${before} is null`;
      if (!isArray(value)) {
        return `Filter: ${stepText(step)} can only be applied to arrays. Current context is: ${shorten(JSON.stringify(value), 200)}`;
      }
      value = item(value, step.index);
      if (value === undefined) break;
    } else if (step.kind === 'name') {
      if (!isObject(value)) {
        return `Expected to find an object with property ${stepText(step)} in path ${before} but found ${typeName(value)}`;
      }
      value = member(value, step.name);
      if (value === undefined) {
        if (at === steps.length - 1) break;
        return `Missing property in path ${upTo}`;
      }
    }
  }
  return `No results for path: ${pathText(steps)}`;
}

function rootValue({ root }: Query, scope: PathScope): unknown {
  if (root.kind === 'variable') return member(scope.variables, root.name);
  return root.kind === 'context' ? scope.context : scope.input;
}

function pathText(steps: readonly Step[]): string {
  return `$${steps.map(stepText).join('')}`;
}

function stepText(step: Step): string {
  if (step.kind === 'names') return `[${step.names.map((name) => `'${name}'`).join(',')}]`;
  if (!isChild(step)) return '';
  return step.kind === 'name' ? `['${step.name}']` : `[${String(step.index)}]`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : `a ${typeof value}`;
}

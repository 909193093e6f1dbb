import type { Frame } from './frame';
import { hasOwn, isArray } from './globals';
import { childrenOf } from './node';
import type { JsonataNode } from './node';

export const LAMBDA = Symbol('jsonata lambda');
export const NATIVE = Symbol('jsonata function');
export const NOT_PLAIN = Symbol('not plain');

const STEP_KEYS = new Set(['type', 'value', 'position', 'id']);
const PATH_KEYS = new Set(['type', 'steps', 'position', 'predicate']);

/** Marks the paths that are a chain of names, with or without a variable before it: nearly all paths of a mapping. */
export function markPlainPaths(node: JsonataNode): void {
  if (node.type === 'path' && isPlain(node)) node.plain = true;
  for (const child of childrenOf(node)) markPlainPaths(child);
}

function isPlain(path: JsonataNode): boolean {
  return (
    Object.keys(path).every((key) => PATH_KEYS.has(key)) &&
    (path.steps ?? []).every(
      (step, index) =>
        (step.type === 'name' || (step.type === 'variable' && index === 0)) &&
        Object.keys(step).every((key) => STEP_KEYS.has(key)),
    )
  );
}

/** Follows a marked path. {@link NOT_PLAIN} where it meets an array or a function, whose rules only the library has. */
export function plainPath(path: JsonataNode, input: unknown, frame: Frame): unknown {
  const steps = path.steps ?? [];
  let value = input;
  let index = 0;
  const first = steps[0];
  if (first?.type === 'variable') {
    index = 1;
    if (first.value !== '') value = frame.lookup(first.value as string);
  }
  for (; index < steps.length; index += 1) {
    if (typeof value !== 'object' || value === null)
      return typeof value === 'function' ? NOT_PLAIN : undefined;
    if (isArray(value) || LAMBDA in value || NATIVE in value) return NOT_PLAIN;
    const name = steps[index]?.value as string;
    if (!hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return isArray(value) && 'sequence' in value ? NOT_PLAIN : value;
}

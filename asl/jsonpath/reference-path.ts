import { cached } from '../cache';
import { setOwn } from '../language/own-property';
import { isArray, isObject } from '../language/values';
import { PathSyntaxError, ResultPathMatchError } from './errors';
import { parseJsonPath } from './json-path';
import { parsePath } from './parse';
import { isChild } from './query';

/** A path that names one place in a state's input, to be written to: https://states-language.net/#ref-paths. */
export interface ReferencePath {
  readonly text: string;
  readonly keys: readonly (string | number)[];
  /**
   * A copy of `target` with `value` at the place. Objects that are missing on the way are made; nothing given is changed.
   * @throws ResultPathMatchError where the way leads through something that is no object
   */
  put(target: unknown, value: unknown): unknown;
}

/** Reads `$`, `$.a.b`, `$['a'][0]`: names and indexes only, from `$`. @throws PathSyntaxError */
export const parseReferencePath: (text: string) => ReferencePath = cached({ entries: 500 }, (text) => {
  const { root, steps } = parsePath(text);
  if (root.kind !== 'input') {
    throw new PathSyntaxError(`'${text}' is no reference path: it must begin with '$.' or '$['`, 0);
  }
  const keys = parseJsonPath(text).leadingKeys;
  if (!steps.every(isChild) || keys.some((key) => typeof key === 'number' && key < 0)) {
    const problem = `'${text}' is no reference path: it may have names and indexes only, no other operators`;
    throw new PathSyntaxError(problem, 0);
  }
  return { text, keys, put: (target, value) => put(target, keys, 0, value, text) };
});

function put(
  target: unknown,
  keys: readonly (string | number)[],
  at: number,
  value: unknown,
  text: string,
): unknown {
  const key = keys[at];
  if (key === undefined) return value;
  if (typeof key === 'number') {
    if (!isArray(target) || key >= target.length) throw new ResultPathMatchError(text, noItem(target, key));
    const copy = [...target];
    copy[key] = put(target[key], keys, at + 1, value, text);
    return copy;
  }
  if (target !== undefined && !isObject(target)) {
    throw new ResultPathMatchError(text, `'${key}' cannot be set in ${kindOf(target)}`);
  }
  const copy: Record<string, unknown> = { ...target };
  const old = Object.hasOwn(copy, key) ? copy[key] : undefined;
  setOwn(copy, key, put(old, keys, at + 1, value, text));
  return copy;
}

function noItem(target: unknown, index: number): string {
  return isArray(target)
    ? `there is no item ${String(index)} in an array of ${String(target.length)}`
    : `item ${String(index)} cannot be set in ${target === undefined ? 'nothing' : kindOf(target)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : `a ${typeof value}`;
}

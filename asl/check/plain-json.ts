import type { JsonValue } from '../language/json';
import type { Path } from '../language/pointer';

export const MAX_DEPTH = 200;

/** A copy that is surely plain JSON, or why there is none. */
export type PlainJson =
  | { readonly value: JsonValue }
  | { readonly problem: string; readonly path: Path; readonly tooDeep?: true };

/** Copies a value as JSON would carry it. Never throws, whatever is handed in: cycles, functions, depth, throwing getters. */
export function plainJson(value: unknown): PlainJson {
  const path: (string | number)[] = [];
  try {
    return { value: copy(value, path, []) };
  } catch (error) {
    if (error instanceof NotPlain)
      return { problem: error.message, path: [...path], ...(error.tooDeep && { tooDeep: true }) };
    return { problem: 'reading it throws an error', path: [...path] };
  }
}

class NotPlain extends Error {
  constructor(
    problem: string,
    readonly tooDeep = false,
  ) {
    super(problem);
  }
}

function copy(value: unknown, path: (string | number)[], around: unknown[]): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotPlain(`${value} is no number of JSON`);
    return value;
  }
  if (typeof value !== 'object')
    throw new NotPlain(`${value === undefined ? 'undefined' : `a ${typeof value}`} is no value of JSON`);
  if (around.includes(value)) throw new NotPlain('it holds itself');
  if (around.length >= MAX_DEPTH) throw new NotPlain('', true);
  around.push(value);
  const result = Array.isArray(value) ? copyList(value, path, around) : copyObject(value, path, around);
  around.pop();
  return result;
}

function copyList(list: readonly unknown[], path: (string | number)[], around: unknown[]): JsonValue {
  const result: JsonValue[] = [];
  for (let index = 0; index < list.length; index += 1) {
    path.push(index);
    result.push(copy(list[index], path, around));
    path.pop();
  }
  return result;
}

function copyObject(object: object, path: (string | number)[], around: unknown[]): JsonValue {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Objects of other realms have another Object.prototype, which itself has none.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotPlain('only plain objects and arrays are JSON');
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    if (value === undefined) continue;
    path.push(key);
    entries.push([key, copy(value, path, around)]);
    path.pop();
  }
  return Object.fromEntries(entries);
}

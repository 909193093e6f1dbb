import { isArray, isObject } from '../language/values';

/** An object's own member, or undefined. Never anything inherited, such as `constructor`. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An array's item, or undefined; a negative index counts from the end. */
export function item(value: unknown, index: number): unknown {
  if (!isArray(value)) return undefined;
  return value[index < 0 ? value.length + index : index];
}

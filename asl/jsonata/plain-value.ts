import { FUNCTION_RESULT, UNNAMED_FAILURE } from './errors';
import { isArray, isFinite, keys } from './globals';
import { LAMBDA, NATIVE } from './plain-path';
import { tooDeep } from './meter';
import type { Meter } from './meter';

/** Levels of arrays and objects in a result; what comes after an evaluation walks results by recursion. */
const MAX_LEVELS = 500;

/** A copy in plain arrays and objects, without the library's marks. Throws as the library does where JSON has no such value. */
export function plainValue(value: unknown, meter: Meter): unknown {
  return copy(value, meter, 0);
}

function copy(value: unknown, meter: Meter, level: number): unknown {
  if (typeof value === 'number' && !isFinite(value)) throw { code: 'D1001', value };
  if (typeof value === 'function') throw functionResult();
  if (typeof value !== 'object') return value;
  if (value === null) return null;
  if (LAMBDA in value || NATIVE in value) throw functionResult();
  if (level >= MAX_LEVELS) throw tooDeep(MAX_LEVELS);
  if (isArray(value)) {
    meter.elements(value.length);
    return value.map((item: unknown) => copy(item, meter, level + 1) ?? null);
  }
  const result: Record<string, unknown> = {};
  const names = keys(value);
  meter.properties(names.length);
  for (const key of names) {
    const item = copy((value as Record<string, unknown>)[key], meter, level + 1);
    if (item !== undefined) setOwn(result, key, item);
  }
  return result;
}

/** Assigns, and makes `__proto__` a property like any other. Throws `{ code, message }` where the target can have none. */
export function setOwn(target: unknown, key: string, value: unknown): void {
  if (typeof target !== 'object' || target === null)
    throw {
      code: UNNAMED_FAILURE,
      message: `A transform can update objects only, not ${JSON.stringify(target)}`,
    };
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else (target as Record<string, unknown>)[key] = value;
}

function functionResult(): object {
  return { code: FUNCTION_RESULT, message: 'The expression returned a function, which is no JSON value' };
}

import { isArray, isObject } from '../language/values';

/** The items without repetitions, compared deeply, each where it first stood. */
export function uniqueJson(items: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item, sorted);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Members in one order, as pairs, so that equal objects have equal texts. */
function sorted(_key: string, value: unknown): unknown {
  if (!isObject(value) || isArray(value)) return value;
  return {
    o: Object.keys(value)
      .toSorted()
      .flatMap((key) => [key, value[key]]),
  };
}

/** Whether a value is what a recorded case expects; `{"$match": …}` in it as the cases' README defines them. */
export function agrees(expected: unknown, actual: unknown): boolean {
  if (!isObject(expected)) {
    if (!Array.isArray(expected)) return expected === actual;
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((one, at) => agrees(one, actual[at]))
    );
  }
  if (typeof expected['$match'] === 'string')
    return matcherAgrees(expected['$match'], expected['value'], actual);
  if (!isObject(actual)) return false;
  const wanted = Object.keys(expected).filter(
    (key) => !isOptional(expected[key]) || Object.hasOwn(actual, key),
  );
  return (
    Object.keys(actual).length === wanted.length &&
    wanted.every((key) => Object.hasOwn(actual, key) && agrees(expected[key], actual[key]))
  );
}

function matcherAgrees(kind: string, value: unknown, actual: unknown): boolean {
  if (kind === 'any' || kind === 'optional') return true;
  if (kind === 'number') return typeof actual === 'number';
  if (typeof actual !== 'string') return false;
  if (kind === 'regex') return new RegExp(String(value), 'u').test(actual);
  if (kind === 'json') return agrees(value, JSON.parse(actual));
  if (kind === 'string' || kind === 'text') return true;
  throw new Error(`unknown matcher ${kind}`);
}

function isOptional(value: unknown): boolean {
  return isObject(value) && value['$match'] === 'optional';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

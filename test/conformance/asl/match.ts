/**
 * Does a value agree with an expected one, which may hold matchers `{ $match: KIND }`: `any`; `number`; `string`; `text` (a
 * text of the service's own: any string); `regex`; `json` (a string that holds JSON); `optional` (as a member: anything, or
 * absent). Objects must have the same members, arrays the same length; 1 and 1.0 are one number.
 */
export function matches(expected: unknown, actual: unknown): boolean {
  const kind = matcherOf(expected);
  if (kind !== undefined) return matchesKind(kind, (expected as { readonly value?: unknown }).value, actual);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => matches(item, actual[index]))
    );
  }
  if (isObject(expected)) return isObject(actual) && matchesMembers(expected, actual);
  return expected === actual;
}

/** Writes long texts out: `{ $repeat: { text, times } }` stands for one. */
export function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expand);
  if (!isObject(value)) return value;
  const repeat = value['$repeat'] as { readonly text: string; readonly times: number } | undefined;
  if (repeat !== undefined) return repeat.text.repeat(repeat.times);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, expand(member)]));
}

function matchesMembers(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): boolean {
  const optional = (key: string) => Object.hasOwn(expected, key) && matcherOf(expected[key]) === 'optional';
  const wanted = Object.keys(expected).filter((key) => !optional(key));
  const given = Object.keys(actual).filter((key) => !optional(key));
  return (
    wanted.length === given.length &&
    wanted.every((key) => Object.hasOwn(actual, key) && matches(expected[key], actual[key]))
  );
}

function matchesKind(kind: string, value: unknown, actual: unknown): boolean {
  switch (kind) {
    case 'any':
    case 'optional':
      return true;
    case 'number':
      return typeof actual === 'number';
    case 'string':
    case 'text':
      return typeof actual === 'string';
    case 'regex':
      return typeof actual === 'string' && new RegExp(String(value), 'u').test(actual);
    case 'json':
      return typeof actual === 'string' && matchesJson(value, actual);
    default:
      throw new Error(`A case uses the matcher ${JSON.stringify(kind)}, which does not exist.`);
  }
}

function matchesJson(value: unknown, text: string): boolean {
  try {
    return matches(value, JSON.parse(text));
  } catch {
    return false;
  }
}

function matcherOf(value: unknown): string | undefined {
  const kind = isObject(value) ? value['$match'] : undefined;
  return typeof kind === 'string' ? kind : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

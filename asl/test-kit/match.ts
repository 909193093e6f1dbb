/** One difference between what was expected and what came. */
export interface Difference {
  /** JSON Pointer into the value; empty for the whole. */
  readonly path: string;
  /** In words, or as JSON. */
  readonly expected: string;
  readonly got: string;
}

/**
 * Where a value is not as expected. An expected value stands for itself, and for more with a matcher, an object of one
 * member: `{ $any: true }`, `{ $type: 'string' }` (number, boolean, array, object, null), `{ $regex: '^a' }`,
 * `{ $includes: {...} }` (an object with these members, an array with these items, a text with this part),
 * `{ $json: ... }` (a text that holds JSON).
 *
 * @throws {RangeError} for a matcher that does not exist
 */
export function differences(expected: unknown, actual: unknown, path = ''): Difference[] {
  const matcher = matcherOf(expected);
  if (matcher) return matcher.check(matcher.value, actual, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [differ(path, expected, actual)];
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      member(
        index < expected.length,
        index < actual.length,
        expected[index],
        actual[index],
        `${path}/${index}`,
      ),
    );
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [differ(path, expected, actual)];
    return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) =>
      member(
        Object.hasOwn(expected, key),
        Object.hasOwn(actual, key),
        expected[key],
        actual[key],
        under(path, key),
      ),
    );
  }
  return expected === actual ? [] : [differ(path, expected, actual)];
}

function member(
  wanted: boolean,
  given: boolean,
  expected: unknown,
  actual: unknown,
  path: string,
): Difference[] {
  if (wanted && given) return differences(expected, actual, path);
  return wanted
    ? [{ path, expected: shown(expected), got: 'nothing' }]
    : [{ path, expected: 'nothing', got: shown(actual) }];
}

type Check = (value: unknown, actual: unknown, path: string) => Difference[];

const MATCHERS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['$any', () => []],
  [
    '$type',
    (type, actual, path) => when(typeName(actual) === type, path, `a value of type ${String(type)}`, actual),
  ],
  [
    '$regex',
    (pattern, actual, path) =>
      when(
        typeof actual === 'string' && new RegExp(String(pattern), 'u').test(actual),
        path,
        `text that matches /${String(pattern)}/`,
        actual,
      ),
  ],
  ['$includes', includes],
  ['$json', (value, actual, path) => holdsJson(value, actual, path)],
]);

function matcherOf(expected: unknown): { readonly value: unknown; readonly check: Check } | undefined {
  if (!isObject(expected)) return undefined;
  const [name, ...more] = Object.keys(expected);
  if (name === undefined || more.length > 0 || !name.startsWith('$')) return undefined;
  const check = MATCHERS.get(name);
  if (!check) {
    throw new RangeError(`${name} is no matcher; there are ${[...MATCHERS.keys()].join(', ')}.`);
  }
  return { value: expected[name], check };
}

function includes(part: unknown, actual: unknown, path: string): Difference[] {
  if (typeof part === 'string') {
    return when(
      typeof actual === 'string' && actual.includes(part),
      path,
      `text that includes ${shown(part)}`,
      actual,
    );
  }
  if (Array.isArray(part)) {
    if (!Array.isArray(actual)) return [differ(path, part, actual)];
    return part.flatMap((item) =>
      when(
        actual.some((one) => differences(item, one).length === 0),
        path,
        `an item ${shown(item)}`,
        actual,
      ),
    );
  }
  if (!isObject(part)) return differences(part, actual, path);
  if (!isObject(actual)) return [differ(path, part, actual)];
  return Object.keys(part).flatMap((key) =>
    member(true, Object.hasOwn(actual, key), part[key], actual[key], under(path, key)),
  );
}

function holdsJson(value: unknown, actual: unknown, path: string): Difference[] {
  if (typeof actual !== 'string') return [{ path, expected: 'text that holds JSON', got: shown(actual) }];
  try {
    return differences(value, JSON.parse(actual), path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ path, expected: 'text that holds JSON', got: shown(actual) }];
  }
}

function when(agrees: boolean, path: string, expected: string, actual: unknown): Difference[] {
  return agrees ? [] : [{ path, expected, got: shown(actual) }];
}

function differ(path: string, expected: unknown, actual: unknown): Difference {
  return { path, expected: shown(expected), got: shown(actual) };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function under(path: string, key: string): string {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

import {
  parseJsonPath,
  parseReferencePath,
  PathLimitError,
  ResultPathMatchError,
} from '../../../../asl/jsonpath';

const empty = { context: {}, variables: {} };

test.each(['constructor', '__proto__', 'toString', 'constructor.constructor', 'a.length', 's.length'])(
  'what an object only inherits is not found: $.%s',
  (names) => {
    expect(parseJsonPath(`$.${names}`).evaluate({ ...empty, input: { a: [1], s: 'text' } })).toBeUndefined();
  },
);

test('inherited names are no variables', () => {
  expect(parseJsonPath('$constructor').evaluate({ ...empty, input: {} })).toBeUndefined();
});

test('a member named __proto__ is data, read and written as such', () => {
  const input: unknown = JSON.parse('{"__proto__": {"a": 1}}');
  expect(parseJsonPath('$.__proto__.a').evaluate({ ...empty, input })).toBe(1);
  const changed = parseReferencePath('$.__proto__.polluted').put(input, true) as object;
  expect(JSON.stringify(changed)).toBe('{"__proto__":{"a":1,"polluted":true}}');
  expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
  expect(JSON.stringify(parseReferencePath('$.__proto__.b').put({}, 2))).toBe('{"__proto__":{"b":2}}');
  expect('polluted' in {}).toBe(false);
});

test('a scan works on values nested deeper than any stack', () => {
  let input: unknown = { end: 1 };
  for (let depth = 0; depth < 100_000; depth++) input = [input];
  expect(parseJsonPath('$..end').evaluate({ ...empty, input })).toEqual([1]);
  expect(parseJsonPath('$[?(@ == $)]').evaluate({ ...empty, input })).toEqual([]);
});

test('scans in filters of scans end with an error that names the path', () => {
  const input = Array.from({ length: 400 }, (_, id) => ({ id }));
  const path = parseJsonPath('$..[?($..[?($..id == 1)])]');
  expect(() => path.evaluate({ ...empty, input })).toThrow(PathLimitError);
});

test('a pattern made to hang others is answered', () => {
  const path = parseJsonPath('$[?(@ =~ /(a+)+(b|a*)*c/)]');
  const long = 'a'.repeat(5_000);
  expect(path.evaluate({ ...empty, input: [long, `${long}c`] })).toEqual([`${long}c`]);
});

test.each([
  ['$.a.b', { a: 'text' }, "'b' cannot be set in a string"],
  ['$.a.b', { a: null }, "'b' cannot be set in null"],
  ['$.a.b', { a: [1] }, "'b' cannot be set in an array"],
  ['$.a', 5, "'a' cannot be set in a number"],
  ['$.a[1]', { a: [1] }, 'no item 1 in an array of 1'],
  ['$.a[0]', {}, 'item 0 cannot be set in nothing'],
])('%s cannot be put into %j', (path, target, words) => {
  const put = (): unknown => parseReferencePath(path).put(target, 1);
  expect(put).toThrow(ResultPathMatchError);
  expect(put).toThrow(words);
});

test('missing objects on the way are made, and $ replaces all', () => {
  expect(parseReferencePath('$.a.b.c').put({ z: 1 }, 5)).toEqual({ z: 1, a: { b: { c: 5 } } });
  expect(parseReferencePath("$['a'][1].x").put({ a: [1, {}] }, 5)).toEqual({ a: [1, { x: 5 }] });
  expect(parseReferencePath('$').put({ z: 1 }, 5)).toBe(5);
});

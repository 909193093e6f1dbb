import { differences } from '../../../../asl/test-kit/match';

test('equal values do not differ, in whatever order their members stand', () => {
  expect(differences({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toEqual([]);
});

test('each difference is told with its place', () => {
  expect(differences({ a: [1, 2], 'b/c': 'x', d: 1 }, { a: [1, 3, 4], 'b/c': 'y', e: 1 })).toEqual([
    { path: '/a/1', expected: '2', got: '3' },
    { path: '/a/2', expected: 'nothing', got: '4' },
    { path: '/b~1c', expected: '"x"', got: '"y"' },
    { path: '/d', expected: '1', got: 'nothing' },
    { path: '/e', expected: 'nothing', got: '1' },
  ]);
});

test.each([
  [{ $any: true }, null, true],
  [{ $type: 'string' }, 'x', true],
  [{ $type: 'object' }, [], false],
  [{ $type: 'array' }, [], true],
  [{ $type: 'null' }, null, true],
  [{ $regex: '^a.c$' }, 'abc', true],
  [{ $regex: '^a' }, 1, false],
  [{ $includes: { a: { $type: 'number' } } }, { a: 1, b: 2 }, true],
  [{ $includes: { a: 1 } }, { b: 1 }, false],
  [{ $includes: [2] }, [1, 2], true],
  [{ $includes: [3] }, [1, 2], false],
  [{ $includes: 'bc' }, 'abcd', true],
  [{ $json: { a: 1 } }, '{"a":1}', true],
  [{ $json: { a: 1 } }, '{"a":2}', false],
  [{ $json: {} }, '{', false],
])('%j against %j agrees: %j', (expected, actual, agrees) => {
  expect(differences(expected, actual).length === 0).toBe(agrees);
});

test('a matcher that does not exist is refused by name', () => {
  expect(() => differences({ a: { $like: 'x' } }, { a: 'x' })).toThrow(
    '$like is no matcher; there are $any,',
  );
});

test('what functions inherit is no member of an object', () => {
  expect(differences({}, JSON.parse('{"__proto__": 1}'))).toHaveLength(1);
});

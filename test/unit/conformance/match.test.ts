import { expand, matches } from '../../conformance/asl/match';

test.each([
  [1, 1, true],
  [0, -0, true],
  [1, '1', false],
  [null, null, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [[1, 2], [1, 2], true],
  [[1], [1, 2], false],
  [{}, [], false],
  [{ $match: 'any' }, undefined, true],
  [{ $match: 'number' }, '1', false],
  [{ $match: 'string' }, 'x', true],
  [{ $match: 'text', value: 'x' }, 'y', true],
  [{ $match: 'text', value: 'x' }, 1, false],
  [{ $match: 'regex', value: '^a' }, 'abc', true],
  [{ $match: 'json', value: { a: { $match: 'number' } } }, '{"a":1}', true],
  [{ $match: 'json', value: {} }, 'no JSON', false],
  [{ a: { $match: 'optional' } }, {}, true],
  [{ a: { $match: 'optional' } }, { a: [] }, true],
  [{ a: { $match: 'optional' } }, { b: 1 }, false],
  [{ toString: 1 }, {}, false],
])('%j against %j: %s', (expected, actual, agrees) => {
  expect(matches(expected, actual)).toBe(agrees);
});

test('a matcher that does not exist is an error, not a difference', () => {
  expect(() => matches({ $match: 'almost' }, 1)).toThrow('"almost"');
});

test('long texts are written out, at any depth', () => {
  expect(expand({ a: [{ $repeat: { text: 'ab', times: 3 } }], b: 1 })).toEqual({ a: ['ababab'], b: 1 });
});

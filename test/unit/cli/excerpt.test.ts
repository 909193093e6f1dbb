import { excerpt } from '../../../cli/validate/excerpt';

test.each([
  ['    Paramters: {}', 5, '    ', '^~~~~~~~~'],
  ['"a": "b c", ', 6, '     ', '^~~~~'],
  ['\tNext: X', 2, '\t', '^~~~'],
  ['Resource: urn:fss:a/b', 11, '          ', '^~~~~~~~~~~'],
  ['价格: x', 5, '      ', '^'],
  ['', 1, '', '^'],
  ['a: )', 4, '   ', '^'],
])('a mark stands under what it means: %j', (line, column, before, marked) => {
  expect(excerpt(line, column)).toEqual({ shown: line, before, marked });
});

test('a line without end is cut around its mark', () => {
  const line = `${'x'.repeat(500)} "wrong" ${'y'.repeat(500)}`;
  const { shown, before, marked } = excerpt(line, 502);
  expect(shown).toHaveLength(102);
  expect(shown.slice(before.length, before.length + marked.length)).toBe('"wrong"');
});

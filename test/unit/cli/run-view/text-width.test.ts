import { styleText } from 'node:util';
import { cutTo, padEndTo, padStartTo, textWidth, wrapTo } from '../../../../cli/run-view/text-width';

test.each([
  ['abc', 3],
  ['付款', 4],
  ['ab\u0301c', 3],
  ['🚚', 2],
  [styleText('red', 'abc', { validateStream: false }), 3],
])('%s takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('texts are padded by columns, not by characters', () => {
  expect(padEndTo('付款', 6)).toBe('付款  ');
  expect(padStartTo('付', 4)).toBe('  付');
  expect(padEndTo('too long', 3)).toBe('too long');
});

test('a text is cut where it is too wide, and never inside a character', () => {
  expect(cutTo('abcdef', 4)).toBe('abc…');
  expect(cutTo('付款付款', 4)).toBe('付…');
  expect(cutTo('abc', 3)).toBe('abc');
});

test('a text is broken between words, and a word that is too wide stands alone', () => {
  expect(wrapTo('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapTo('付款 付款', 6)).toEqual(['付款', '付款']);
  expect(wrapTo('a disproportionate b', 6)).toEqual(['a', 'disproportionate', 'b']);
});

import { cached } from '../../../asl/cache';

function counting(limits: Parameters<typeof cached>[0]) {
  const made: string[] = [];
  const get = cached(limits, (text) => {
    made.push(text);
    return { text };
  });
  return { made, get };
}

test('what was made of a text is made once', () => {
  const { made, get } = counting({ entries: 2 });
  expect(get('a')).toBe(get('a'));
  expect(made).toEqual(['a']);
});

test('the text that is unused for longest goes first', () => {
  const { made, get } = counting({ entries: 2 });
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) get(text);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('texts are forgotten once they are too long together, and one that is too long alone is never kept', () => {
  const { made, get } = counting({ entries: 100, characters: 10 });
  for (const text of ['aaaa', 'bbbb', 'cccc', 'bbbb', 'aaaa', 'd'.repeat(11), 'aaaa', 'd'.repeat(11)])
    get(text);
  expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'aaaa', 'd'.repeat(11), 'd'.repeat(11)]);
});

test('an error is not remembered', () => {
  let calls = 0;
  const get = cached({ entries: 1 }, () => {
    if (++calls === 1) throw new Error('first');
    return calls;
  });
  expect(() => get('a')).toThrow('first');
  expect(get('a')).toBe(2);
});

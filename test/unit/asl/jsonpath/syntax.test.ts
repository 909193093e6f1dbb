import { parseJsonPath, parseReferencePath, PathSyntaxError } from '../../../../asl/jsonpath';

function refusal(read: () => unknown): PathSyntaxError {
  try {
    read();
  } catch (error) {
    if (error instanceof PathSyntaxError) return error;
    throw error;
  }
  throw new Error('the path was read');
}

test.each([
  ['', 0, "must begin with '$'"],
  ['not a path', 0, "must begin with '$'"],
  [' $.a', 0, "must begin with '$'"],
  ['$.', 2, "after '.'"],
  ['$..', 3, "after '.'"],
  ['$...a', 3, "after '.'"],
  ['$.a b', 4, "['the name']"],
  ['$$x', 2, "Expected '.' or '['"],
  ['$.a[', 4, "after '['"],
  ['$.a[]', 4, "after '['"],
  ['$.a[0', 5, "Expected ']'"],
  ['$.a[x]', 4, "after '['"],
  ["$['a", 2, 'at the end of this name'],
  ["$['a',]", 6, 'name in quotes'],
  ['$[1:2:3]', 5, 'no step'],
  ['$[:]', 1, "'[*]'"],
  ['$[99999999999]', 2, 'too large'],
  ['$[?@.a]', 3, "Expected '('"],
  ['$[?(@.a == )]', 11, 'Expected a path'],
  ['$[?(@.a ~ 1)]', 8, "Expected ')'"],
  ['$[?(@.a like 1)]', 8, 'Expected an operator'],
  ['$[?(true)]', 4, 'no condition'],
  ['$[?(@.a =~ 1)]', 4, "one side of '=~'"],
  ['$[?(@.a =~ /(/)]', 11, 'not closed'],
  ['$[?(@.a =~ /a(?=b)/)]', 11, 'lookaround'],
  ['$[?(@.a =~ /a/q)]', 11, "flag 'q'"],
  ["$[?(@.a == 'b)]", 11, 'at the end of this text'],
  ['$[?(@.a == 1', 12, "Expected ')'"],
  ['$.a.length(', 10, "Expected ')'"],
])('%j is refused at its column %d', (text, column, words) => {
  const error = refusal(() => parseJsonPath(text));
  expect(error.message).toContain(words);
  expect(error.column).toBe(column);
  expect(error.name).toBe('PathSyntaxError');
});

test('a path nested without end is refused, not followed', () => {
  expect(refusal(() => parseJsonPath(`$[?(${'('.repeat(100_000)}`)).message).toContain('Nested deeper');
  expect(refusal(() => parseJsonPath(`$[?(${'!'.repeat(100_000)}@`)).message).toContain('Nested deeper');
  expect(refusal(() => parseJsonPath(`$${'[?(@'.repeat(100_000)}`)).message).toContain('Nested deeper');
  expect(refusal(() => parseJsonPath(`$[?(@ == ${'['.repeat(100_000)}`)).message).toContain('Nested deeper');
});

test('the message shows only the part of a long path that is wrong', () => {
  const { message, column } = refusal(() => parseJsonPath(`$.${'a'.repeat(100_000)} b`));
  expect(column).toBe(100_003);
  expect(message.length).toBeLessThan(250);
  expect(message).toContain('aaa b');
});

test.each(['$.a[*]', '$..a', '$.a[0,1]', '$.a[-1]', "$['a','b']", '$.a[?(@.b)]', '$.a.size()'])(
  '%s is no reference path',
  (text) => {
    expect(refusal(() => parseReferencePath(text)).message).toContain('names and indexes only');
  },
);

test.each(['$$.a', '$name.a'])('%s cannot be written to', (text) => {
  expect(refusal(() => parseReferencePath(text)).message).toContain('must begin with');
});

test('a name may hold what templating tools leave in it', () => {
  const path = parseJsonPath('$.${Table_Key}');
  expect(path.leadingKeys).toEqual(['${Table_Key}']);
});

import { readDefinition } from '../../../../asl/read';

const JSON_TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Note": "x\\n\\u0041{% 1 + %}", "List": [1, [2, { "k": null }]], "End": true }
  }
}`;

const YAML_TEXT = `# a pipeline
StartAt: A
States:
  A:
    Type: Pass
    Plain: $.a.b
    Single: 'it''s {% x %}'
    Double: "tab\\tend"
    Block: |
      two
      lines
    List:
      - 1
      - { k: ~ }
    End: true
`;

describe('JSON', () => {
  const read = readDefinition(JSON_TEXT);

  test('is what begins with a brace', () => {
    expect(read).toMatchObject({ format: 'json', value: JSON.parse(JSON_TEXT) as object, problems: [] });
    expect(readDefinition(' \n {"StartAt": 1}').format).toBe('json');
  });

  test.each([
    ['/', { line: 1, column: 1, endLine: 6, endColumn: 2 }],
    ['', { line: 1, column: 1 }],
    ['/StartAt', { line: 2, column: 14, endLine: 2, endColumn: 17 }],
    ['/States/A/List/1/1/k', { line: 4, column: 81 }],
    ['/States/A/End', { line: 4, column: 98 }],
  ])('every pointer has a line and a column: %s', (pointer, expected) => {
    expect(read.locate(pointer)).toMatchObject(expected);
  });

  test('the key of a value, or the nearest key around what is missing, can be shown', () => {
    expect(read.locate('/States/A', { key: true })).toMatchObject({ line: 4, column: 5 });
    expect(read.locate('/States/A/Missing/Deeper')).toMatchObject({ line: 4, column: 5 });
    expect(read.locate('/Nothing')).toMatchObject({ line: 1, column: 1 });
  });

  test('a character of a string is found behind its escapes', () => {
    const column = (JSON_TEXT.split('\n')[3] ?? '').indexOf('{%') + 1;
    expect(read.locate('/States/A/Note', { index: 3 })).toMatchObject({ line: 4, column });
  });

  test.each([
    ['{"a": 1,}', 'a key in double quotes is expected here; JSON has no trailing commas', 1, 9],
    ['{\n  // note\n}', 'JSON has no comments; use the field Comment', 2, 3],
    ["{'a': 1}", 'this is no JSON value; text needs double quotes', 1, 2],
    ['{"a" 1}', 'a colon is expected here', 1, 6],
    ['{"a": 1', 'a closing brace is expected here', 1, 8],
    ['{"a": "x\n"}', 'the text has no closing quote on its line', 1, 7],
    ['{"a": 1} x', 'this is no JSON value; text needs double quotes', 1, 10],
    ['{"a": "\\q"}', 'JSON has no such escape; a backslash is written \\\\', 1, 7],
    ['{"a": 01}', 'a comma is expected here', 1, 8],
  ])('what is no JSON is refused where it goes wrong: %s', (text, message, line, column) => {
    const { value, problems } = readDefinition(text);
    expect(value).toBeUndefined();
    expect(problems).toEqual([{ kind: 'syntax', message, path: [], line, column }]);
  });

  test('of two equal keys the last wins, and the first repetition is reported', () => {
    const { value, problems, locate } = readDefinition('{"a": {"b": 1,\n "b": 2}}');
    expect(value).toEqual({ a: { b: 2 } });
    expect(problems).toEqual([{ kind: 'duplicate-key', message: 'b', path: ['a', 'b'], line: 2, column: 2 }]);
    expect(locate('/a/b')).toMatchObject({ line: 2, column: 7 });
  });

  test('a key named __proto__ is a key like any other', () => {
    const { value, locate } = readDefinition('{"__proto__": {"x": 1}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(locate('/__proto__/x')).toMatchObject({ column: 21 });
  });

  test('nesting beyond reason is an answer, not a crash', () => {
    const { problems } = readDefinition(`{"a": ${'['.repeat(100_000)}`);
    expect(problems).toMatchObject([{ kind: 'syntax', message: 'it is nested too deeply' }]);
  });
});

describe('YAML', () => {
  const read = readDefinition(YAML_TEXT);

  test('is what does not begin with a brace, or what is said to be', () => {
    expect(read).toMatchObject({ format: 'yaml', problems: [] });
    expect(read.value).toEqual({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Pass',
          Plain: '$.a.b',
          Single: "it's {% x %}",
          Double: 'tab\tend',
          Block: 'two\nlines\n',
          List: [1, { k: null }],
          End: true,
        },
      },
    });
    expect(readDefinition('{ StartAt: A }', { format: 'yaml' }).value).toEqual({ StartAt: 'A' });
  });

  test.each([
    ['/StartAt', { line: 2, column: 10 }],
    ['/States/A/List/1/k', { line: 14, column: 14 }],
    ['/States/A/Nothing', { line: 4, column: 3 }],
  ])('every pointer has a line and a column: %s', (pointer, expected) => {
    expect(read.locate(pointer)).toMatchObject(expected);
  });

  test.each([
    ['Plain', 2, 6, 14],
    ['Single', 5, 7, 20],
    ['Double', 4, 8, 19],
    ['Block', 4, 9, 12],
  ])('a character of a string is found where the notation shows it: %s', (field, index, line, column) => {
    expect(read.locate(`/States/A/${field}`, { index })).toMatchObject({ line, column });
  });

  test('aliases are followed, and a bomb of them is refused', () => {
    const { value, locate } = readDefinition('a: &x\n  b: 1\nc: *x\n');
    expect(value).toEqual({ a: { b: 1 }, c: { b: 1 } });
    expect(locate('/c/b')).toMatchObject({ line: 2, column: 6 });
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
    const bomb = readDefinition(`l0: &l0 [x]\n${levels.join('\n')}`);
    expect(bomb.problems).toMatchObject([{ kind: 'syntax', message: expect.stringMatching(/alias/i) }]);
  });

  test.each([
    ['a: [1, 2', 1],
    ['a: 1\nb: [', 2],
    ['a: !Sub x', 1],
    ['a: 1\n---\nb: 2', 2],
  ])('what is no YAML of JSON values is refused with its line: %j', (text, line) => {
    const { value, problems } = readDefinition(text);
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ kind: 'syntax', line }]);
  });

  test('of two equal keys the last wins, and the repetition is reported', () => {
    const { value, problems } = readDefinition('a: 1\na: 2\n');
    expect(value).toEqual({ a: 2 });
    expect(problems).toMatchObject([{ kind: 'duplicate-key', message: 'a', line: 2, column: 1 }]);
  });

  test('dates stay text, as JSON has them', () => {
    expect(readDefinition('t: 2020-01-01T00:00:00Z').value).toEqual({ t: '2020-01-01T00:00:00Z' });
  });
});

import { parseItems } from '../../../../asl/items/parse-items';
import { describeWithShared, readShared } from '../../../support/shared';

const FIRST_ROW = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
const given = (...headers: string[]) => ({
  InputType: 'CSV',
  CSVHeaderLocation: 'GIVEN',
  CSVHeaders: headers,
});

describe('CSV', () => {
  test('short rows are filled with empty texts, extra cells dropped, blank rows kept', () => {
    expect(parseItems('a,b\n1\n1,2,3\n\n ,\n', FIRST_ROW)).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
      { a: '', b: '' },
      { a: ' ', b: '' },
    ]);
  });

  test('a header may be empty, but none may stand twice', () => {
    expect(parseItems('a,\n1,2', FIRST_ROW)).toEqual([{ a: '1', '': '2' }]);
    const duplicates = 'CSV headers cannot contain duplicates.';
    expect(() => parseItems('a,a\n1,2', FIRST_ROW)).toThrow(duplicates);
    expect(() => parseItems('1,2', given('a', 'a'))).toThrow(duplicates);
  });

  test('quotes enclose delimiters, line ends and, doubled, quotes; everything stays text', () => {
    const text = 'abc,123,"commas, a quote (""), and a newline (\n)",{""k"":""v""},"[1,2]"\n';
    expect(parseItems(text, given('a', 'b', 'c', 'd', 'e'))).toEqual([
      { a: 'abc', b: '123', c: 'commas, a quote ("), and a newline (\n)', d: '{"k":"v"}', e: '[1,2]' },
    ]);
  });

  test('a quote inside a bare cell is just a quote', () => {
    expect(parseItems('5" pipe,2\n"",""""\nx","y"\n', given('a', 'b'))).toEqual([
      { a: '5" pipe', b: '2' },
      { a: '', b: '"' },
      { a: 'x"', b: 'y' },
    ]);
  });

  test('a backslash escapes itself, quote and delimiter, and vanishes before anything else', () => {
    expect(parseItems(String.raw`C:\\dir\\x,a\,b,\"q\",\n`, given('a', 'b', 'c', 'd'))).toEqual([
      { a: String.raw`C:\dir\x`, b: 'a,b', c: '"q"', d: 'n' },
    ]);
    expect(parseItems(String.raw`"a\"b","c\\"`, given('a', 'b'))).toEqual([{ a: 'a"b', b: 'c\\' }]);
  });

  test.each([
    ['PIPE', '|'],
    ['SEMICOLON', ';'],
    ['SPACE', ' '],
    ['TAB', '\t'],
  ])('%s is a delimiter', (CSVDelimiter, character) => {
    expect(parseItems(`a${character}b\n1,5${character}2`, { ...FIRST_ROW, CSVDelimiter })).toEqual([
      { a: '1,5', b: '2' },
    ]);
  });

  test('a byte order mark and the line ends of Windows are no part of cells', () => {
    expect(parseItems('\uFEFF"a",b\r\n1,2\r\n"3\r\n",4\r\n', FIRST_ROW)).toEqual([
      { a: '1', b: '2' },
      { a: '3\r\n', b: '4' },
    ]);
  });

  test('characters of every length are kept', () => {
    expect(parseItems('α,"é😀"\n中,😀', given('x', 'y'))).toEqual([
      { x: 'α', y: 'é😀' },
      { x: '中', y: '😀' },
    ]);
  });

  test('a header named as a member of objects is a header', () => {
    expect(Object.entries(parseItems('__proto__,constructor\n1,2', FIRST_ROW)[0] ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  test('headers alone make no item, and neither does nothing', () => {
    expect(parseItems('a,b\n', FIRST_ROW)).toEqual([]);
    expect(parseItems('', FIRST_ROW)).toEqual([]);
  });

  test('a quote that is never closed is told with its row', () => {
    expect(() => parseItems('a,b\n1,2\n"3,4\n5,6\n', FIRST_ROW)).toThrow(
      'row 3 has a quote that is never closed.',
    );
    expect(() => parseItems(`a\n"${'x\n'.repeat(300_000)}`, FIRST_ROW)).toThrow(
      'row 2 is longer than 524288 bytes; is a closing quote or bracket missing?',
    );
  });
});

describe('JSON', () => {
  const JSON_ARRAY = { InputType: 'JSON' };

  test('the elements of the array are the items', () => {
    const items = [{ a: '}],"' }, ['[', { b: String.raw`\"` }], 1.5, '😀', null, true];
    expect(parseItems(JSON.stringify(items), JSON_ARRAY)).toEqual(items);
    expect(parseItems(`\uFEFF \n${JSON.stringify(items, undefined, 2)}\n`, JSON_ARRAY)).toEqual(items);
    expect(parseItems('[ ]', JSON_ARRAY)).toEqual([]);
  });

  test.each([
    ['{"a": [1]}', 'Attempting to map over non-iterable node: the JSON is not an array.'],
    ['', 'Attempting to map over nothing: the object is empty.'],
    ['[1, 2', 'the JSON array has no closing bracket; the object is cut off.'],
    ['[1, 2] 3', 'something follows the JSON array.'],
    ['[1, ]', 'item 2 is not JSON: '],
    ['[1, 2}, 3]', 'a brace in the JSON array closes nothing.'],
    ['[{"a": 1} {"b": 2}]', 'item 1 is not JSON: '],
  ])('%s is refused', (text, problem) => {
    expect(() => parseItems(text, JSON_ARRAY)).toThrow(problem);
  });
});

describe('JSON Lines', () => {
  const JSONL = { InputType: 'JSONL' };

  test('each line is an item, empty lines are none', () => {
    expect(parseItems('{"a":1}\r\n\n"b"\n  \n[1]', JSONL)).toEqual([{ a: 1 }, 'b', [1]]);
  });

  test('a line that is not JSON is told with its number', () => {
    expect(() => parseItems('1\n\n{"a":}\n', JSONL)).toThrow('line 3 is not JSON: ');
  });
});

const limited = (MaxItems: number | string) => parseItems('[1,2,3]', { InputType: 'JSON', MaxItems });

describe('MaxItems', () => {
  test.each([{ InputType: 'JSON' }, { InputType: 'JSONL' }, given('h')])(
    'ends the reading before what follows is looked at: %j',
    (config) => {
      const text = { JSON: '[1, 2, nonsense', JSONL: '1\n2\nnonsense', CSV: '1\n2\n"nonsense' }[
        config.InputType
      ] as string;
      expect(parseItems(text, { ...config, MaxItems: 2 })).toHaveLength(2);
    },
  );

  test('0 is no limit, a limit may be larger than the list, and may be text', () => {
    expect([limited(0), limited(100_000_000), limited('2')]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2],
    ]);
  });

  test.each([
    [-1, 'field MaxItems must be positive'],
    [1.5, 'field MaxItems must be a whole number, and is 1.5'],
    ['many', 'field MaxItems must be a whole number, and is "many"'],
  ])('%j is refused', (MaxItems, problem) => {
    expect(() => parseItems('[]', { InputType: 'JSON', MaxItems })).toThrow(problem);
  });
});

test.each([
  [{}, 'ReaderConfig.InputType is missing; give CSV, JSON or JSONL.'],
  [{ InputType: 'XML' }, 'ReaderConfig.InputType is "XML"; give CSV, JSON or JSONL.'],
  [{ InputType: 'PARQUET' }, 'ReaderConfig.InputType PARQUET is not supported here.'],
  [{ InputType: 'MANIFEST' }, 'ReaderConfig.InputType MANIFEST is not supported here.'],
  [{ InputType: 'CSV' }, 'ReaderConfig.CSVHeaderLocation is missing; give FIRST_ROW or GIVEN.'],
  [{ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }, 'ReaderConfig.CSVHeaders must be a list of names'],
  [{ ...FIRST_ROW, CSVDelimiter: ';' }, 'ReaderConfig.CSVDelimiter is ";"; known are COMMA, PIPE,'],
  [{ InputType: 'JSON', ItemsPointer: '/a' }, 'ReaderConfig.ItemsPointer is not supported; known are'],
])('a config that cannot be met is refused: %j', (config, problem) => {
  expect(() => parseItems('[]', config)).toThrow(problem);
});

describeWithShared('recorded maps with an ItemReader', 'asl-cases/map-item-reader.json', () => {
  interface Case {
    name: string;
    definition: { States: Record<string, { ItemReader?: { ReaderConfig?: object; Resource: string } }> };
    input: { MaxItems?: number };
    objects: Record<string, string>;
    expected: { output?: unknown; error?: string; cause?: string };
  }
  const { cases } = readShared('asl-cases/map-item-reader.json') as { cases: Case[] };
  const readers = cases
    .map((one) => ({ ...one, map: Object.values(one.definition.States).find((state) => state.ItemReader) }))
    .filter(({ map }) => map?.ItemReader?.Resource.endsWith('getObject') && !('ItemBatcher' in map))
    .filter(({ expected }) => expected.error !== 'States.Runtime');

  /** As the engine has resolved it. */
  const configOf = ({ map, input }: (typeof readers)[number]) => {
    const { MaxItemsPath, MaxItems, ...config } = { ...map?.ItemReader?.ReaderConfig } as Record<
      string,
      never
    >;
    const limit = MaxItemsPath === undefined ? MaxItems : input.MaxItems;
    return { ...config, MaxItems: typeof limit === 'string' ? input.MaxItems : limit };
  };
  const textOf = ({ objects }: Case) => Object.values(objects)[0] ?? '';
  const named = (some: typeof readers) => some.map((one) => [one.name, one] as const);

  test.each(named(readers.filter(({ expected }) => expected.error === undefined)))('%s', (_, one) => {
    expect(parseItems(textOf(one), configOf(one))).toEqual(one.expected.output);
  });

  test.each(named(readers.filter(({ expected }) => expected.error !== undefined)))('%s', (_, one) => {
    expect(() => parseItems(textOf(one), configOf(one))).toThrow(one.expected.cause);
  });
});

import type { JsonValue } from '../../../../asl';
import { failed, jsonata, machine, outcome } from './run';

const READER = failed('States.ItemReaderFailed');
const ItemProcessor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'P',
  States: { P: { Type: 'Pass', End: true } },
};
const Parameters = { Bucket: 'b', Key: 'k' };

function reading(ReaderConfig: object, more: object = {}) {
  const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', Parameters, ReaderConfig };
  return machine({ Type: 'Map', ItemReader, ItemProcessor, ...more });
}

const read = (text: string, config: object, input: JsonValue = {}, more: object = {}) =>
  outcome(reading(config, more), input, { objects: { 'b/k': text } });

const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
const given = (CSVHeaders: string[]) => ({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders });

test.each<[string, string, object, JsonValue | object]>([
  ['line breaks of Windows', 'a,b\r\n1,2\r\n', CSV, [{ a: '1', b: '2' }]],
  ['no line break at the end', 'a,b\n1,2', CSV, [{ a: '1', b: '2' }]],
  ['a byte order mark', '\uFEFFa\n1\n', CSV, [{ a: '1' }]],
  ['quotes', 'a,b\n"1,x","2 ""q"""\n', CSV, [{ a: '1,x', b: '2 "q"' }]],
  ['a line break in quotes', 'a\n"1\n2"\n', CSV, [{ a: '1\n2' }]],
  [
    'an empty row',
    'a,b\n\n1,2\n',
    CSV,
    [
      { a: '', b: '' },
      { a: '1', b: '2' },
    ],
  ],
  ['a row of blanks', 'a,b\n  \n', CSV, [{ a: '  ', b: '' }]],
  ['a header without a name', 'a,\n1,2,3\n', CSV, [{ a: '1', '': '2' }]],
  ['a header that stands twice', 'a,a\n1,2\n', CSV, READER],
  ['headers only', 'a,b\n', CSV, []],
  ['nothing', '', CSV, []],
  ['fewer headers than cells', '1,2\n', given(['A']), [{ A: '1' }]],
  ['more headers than cells', '1,2\n', given(['A', 'B', 'C']), [{ A: '1', B: '2', C: '' }]],
  ['given headers that stand twice', '1,2\n', given(['A', 'A']), READER],
  ['bars', 'a|b\n1|2\n', { ...CSV, CSVDelimiter: 'PIPE' }, [{ a: '1', b: '2' }]],
  ['tabs', 'a\tb\n1\t2\n', { ...CSV, CSVDelimiter: 'TAB' }, [{ a: '1', b: '2' }]],
  ['semicolons', 'a;b\n1;2\n', { ...CSV, CSVDelimiter: 'SEMICOLON' }, [{ a: '1', b: '2' }]],
  ['spaces', 'a b\n1 2\n', { ...CSV, CSVDelimiter: 'SPACE' }, [{ a: '1', b: '2' }]],
])('CSV with %s', async (_, text, config, expected) => {
  expect(await read(text, config)).toEqual(expected);
});

test.each<[string, string, JsonValue | object]>([
  ['JSON', '[1, [2], null]', [1, [2], null]],
  ['JSON', '[]', []],
  ['JSON', '{"a": 1}', READER],
  ['JSON', '"text"', READER],
  ['JSON', 'null', READER],
  ['JSON', '[1', READER],
  ['JSON', '', READER],
  ['JSONL', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['JSONL', '{"a":1}\n{"a"', READER],
])('%s of %j', async (InputType, text, expected) => {
  expect(await read(text, { InputType })).toEqual(expected);
});

test.each<[JsonValue, JsonValue | object]>([
  [0, [1, 2, 3]],
  [2, [1, 2]],
  ['2', [1, 2]],
  [100_000_000, [1, 2, 3]],
  [-1, READER],
  [1.5, failed('States.Runtime')],
  ['NoNumber', failed('States.Runtime')],
  [null, failed('States.Runtime')],
])('MaxItemsPath to %j', async (m, expected) => {
  expect(await read('[1,2,3]', { InputType: 'JSON', MaxItemsPath: '$.m' }, { m })).toEqual(expected);
});

test('ItemsPath counts for nothing beside a reader', async () => {
  expect(await read('[1]', { InputType: 'JSON' }, {}, { ItemsPath: '$.nothing' })).toEqual([1]);
});

test('an object that is not there fails the reader, which can be caught', async () => {
  const Catch = [{ ErrorEquals: ['States.ItemReaderFailed'], ResultPath: null, Next: 'Z' }];
  const definition = reading({ InputType: 'JSON' }, { Catch });
  Object.assign(definition.States, { Z: { Type: 'Pass', Result: 'caught', End: true } });
  expect(await outcome(definition, {}, { objects: {} })).toBe('caught');
});

const keys = async (more: object) => {
  const ItemReader = {
    Resource: 'arn:aws:states:::s3:listObjectsV2',
    Parameters: { Bucket: 'b', ...more },
  };
  const objects = { 'b/z': '1', 'b/p/2': '', 'b/p/1': '22', 'c/p': '' };
  const listed = await outcome(machine({ Type: 'Map', ItemReader, ItemProcessor }), {}, { objects });
  return (listed as unknown as { Key: string }[]).map(({ Key }) => Key);
};

test('a listing is in the order of keys, below its prefix', async () => {
  expect(await keys({})).toEqual(['p/1', 'p/2', 'z']);
  expect(await keys({ Prefix: 'p/' })).toEqual(['p/1', 'p/2']);
  expect(await keys({ Prefix: 'q' })).toEqual([]);
});

test.each<[object, JsonValue]>([
  [{ MaxItemsPerBatch: 2 }, [{ Items: [1, 2] }, { Items: [3] }]],
  [{ MaxItemsPerBatchPath: '$.n' }, [{ Items: [1, 2] }, { Items: [3] }]],
  [{ MaxInputBytesPerBatch: 15 }, [{ Items: [1, 2] }, { Items: [3] }]],
  [{ MaxInputBytesPerBatchPath: '$.bytes', MaxItemsPerBatch: 9 }, [{ Items: [1, 2, 3] }]],
  [
    { MaxItemsPerBatch: 3, BatchInput: { 'n.$': '$.n', c: 1 } },
    [{ BatchInput: { n: '2', c: 1 }, Items: [1, 2, 3] }],
  ],
])('items come in batches by %j', async (ItemBatcher, expected) => {
  const input = { n: '2', bytes: '17' };
  expect(await read('[1,2,3]', { InputType: 'JSON' }, input, { ItemBatcher })).toEqual(expected);
});

test('items are selected before they come in batches', async () => {
  const more = { ItemSelector: { 'v.$': '$$.Map.Item.Value' }, ItemBatcher: { MaxItemsPerBatch: 2 } };
  const expected = [{ Items: [{ v: 1 }, { v: 2 }] }];
  expect(await read('[1,2]', { InputType: 'JSON' }, {}, more)).toEqual(expected);
});

const state = (key: string, size: string) => ({
  Type: 'Map',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    Arguments: { Bucket: 'b', Key: key },
    ReaderConfig: { InputType: 'JSON' },
  },
  ItemBatcher: { MaxItemsPerBatch: size },
  ItemProcessor,
});

test('expressions for a reader and a batcher fail as expressions do', async () => {
  const objects = { 'b/k': '[1]' };
  const QUERY = failed('States.QueryEvaluationError');
  expect(await outcome(jsonata(state('k', '{% 2 %}')), {}, { objects })).toEqual([{ Items: [1] }]);
  expect(await outcome(jsonata(state('k', '{% -1 %}')), {}, { objects })).toEqual(QUERY);
  expect(await outcome(jsonata(state('k', '{% "2" %}')), {}, { objects })).toEqual(QUERY);
  expect(await outcome(jsonata(state('{% $states.input.key %}', '{% 2 %}')), {}, { objects })).toEqual(QUERY);
});

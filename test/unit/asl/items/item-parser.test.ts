import { ItemParser, type ItemStart, type ReadItem } from '../../../../asl/items/item-parser';
import { planReader } from '../../../../asl/items/reader-plan';

const OBJECTS = [
  [
    'CSV with headers of its own',
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    '\uFEFFname,"no\nte"\r\nα,"x,\ny"\r\n\n😀,""""\r\nlast,1',
  ],
  [
    'CSV with headers that are given',
    { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'] },
    '1,2\n"3\n",\\"\n中,',
  ],
  ['JSON', { InputType: 'JSON' }, '\n[ {"a": ["],", "中"]},\n "\\"😀" , 3,[4] ]\n'],
  ['JSON Lines', { InputType: 'JSONL' }, '\n{"a":"中"}\r\n\n"😀"\n3\n\n4'],
] as const;

function read(config: object, chunks: Iterable<Uint8Array>, from?: ItemStart): ReadItem[] {
  const parser = new ItemParser(planReader({ ...config }), from);
  const items = [];
  for (const chunk of chunks) items.push(...parser.push(chunk));
  return [...items, ...parser.end()];
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const oneByOne = (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte));

test.each(OBJECTS)('%s: the items do not depend on where chunks end', (_, config, text) => {
  const bytes = bytesOf(text);
  const whole = read(config, [bytes]);
  expect(whole.length).toBeGreaterThan(2);
  expect(read(config, oneByOne(bytes))).toEqual(whole);
  for (let cut = 0; cut <= bytes.length; cut += 1)
    expect(read(config, [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
});

test.each(OBJECTS)('%s: reading goes on where any item begins', (_, config, text) => {
  const bytes = bytesOf(text);
  const whole = read(config, [bytes]);
  for (const [index, { start }] of whole.entries()) {
    const onTheWire = JSON.parse(JSON.stringify(start)) as ItemStart;
    expect(read(config, [bytes.subarray(index === 0 ? 0 : start.byte)], onTheWire)).toEqual(
      whole.slice(index),
    );
  }
});

test('what is wrong is told with its place in the object wherever reading began', () => {
  const text = '1\n\n2\nthree\n';
  const [, second] = read({ InputType: 'JSONL' }, [bytesOf('1\n\n2\n')]);
  const rest = bytesOf(text).subarray(second?.start.byte);
  expect(() => read({ InputType: 'JSONL' }, [rest], second?.start)).toThrow('line 4 is not JSON');
});

test('bytes that are not UTF-8 are refused with their row', () => {
  const gbk = Uint8Array.of(...bytesOf('a\n'), 0xd6, 0xd0, 0x0a);
  expect(() => read({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, [gbk])).toThrow(
    'row 2 is not UTF-8; save the object in that encoding.',
  );
});

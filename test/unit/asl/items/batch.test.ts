import { batchItems } from '../../../../asl/items/batch';
import { jsonBytes } from '../../../../asl/items/json-bytes';

const itemsOf = (batches: ReturnType<typeof batchItems>) => batches.map(({ Items }) => Items);

test('batches hold at most the items asked for, in order', () => {
  expect(batchItems([1, 2, 3, 4, 5], { maxItems: 2 })).toEqual([
    { Items: [1, 2] },
    { Items: [3, 4] },
    { Items: [5] },
  ]);
});

test('every batch gets the batch input, which may be null', () => {
  expect(batchItems(['a', 'b'], { maxItems: 1, batchInput: { at: 'noon' } })).toEqual([
    { BatchInput: { at: 'noon' }, Items: ['a'] },
    { BatchInput: { at: 'noon' }, Items: ['b'] },
  ]);
  expect(batchItems(['a'], { maxItems: 1, batchInput: null })).toEqual([{ BatchInput: null, Items: ['a'] }]);
});

test('a batch is never larger than its bytes, all of its input counted, and as full as that allows', () => {
  const items = ['é', '😀😀', 'abc', '', 'x'.repeat(20), '\ud800', 'end'];
  for (let maxBytes = 52; maxBytes < 120; maxBytes += 1) {
    const batches = batchItems(items, { maxBytes, batchInput: 'π' });
    expect(itemsOf(batches).flat()).toEqual(items);
    for (const [index, batch] of batches.entries()) {
      expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(maxBytes);
      const next = batches[index + 1]?.Items[0];
      if (next === undefined) continue;
      const fuller = JSON.stringify({ ...batch, Items: [...batch.Items, next] });
      expect(Buffer.byteLength(fuller)).toBeGreaterThan(maxBytes);
    }
  }
});

test('both limits hold together', () => {
  expect(itemsOf(batchItems([1, 2, 3, 4, 55555, 6], { maxItems: 3, maxBytes: 17 }))).toEqual([
    [1, 2, 3],
    [4],
    [55555],
    [6],
  ]);
});

test('no items make no batch, and no limit makes one', () => {
  expect(batchItems([], { maxItems: 2 })).toEqual([]);
  expect(batchItems([1, 2, 3], {})).toEqual([{ Items: [1, 2, 3] }]);
});

test('without a limit in bytes batches stay within that of inputs, but for an item that never could', () => {
  const [small, large] = ['x'.repeat(100_000), 'x'.repeat(300_000)];
  expect(itemsOf(batchItems([small, small, small, large, 1], { maxItems: 10 }))).toEqual([
    [small, small],
    [small],
    [large],
    [1],
  ]);
});

test('what cannot be met is refused', () => {
  expect(() => batchItems([1, 'x'.repeat(50)], { maxBytes: 40 })).toThrow(
    'item 2 alone makes a batch of 64 bytes, over the 40 of MaxInputBytesPerBatch.',
  );
  expect(() => batchItems([1], { maxItems: 0 })).toThrow(
    'MaxItemsPerBatch is 0; it must be a whole number over 0.',
  );
  expect(() => batchItems([1], { maxBytes: 1.5 })).toThrow('MaxInputBytesPerBatch is 1.5');
});

test.each(['plain', 'é', '中', '😀', '\ud800', '\udc00x', '"\\\n\u0001', ''])(
  'the size of %j is that of its UTF-8',
  (text) => {
    expect(jsonBytes({ [text]: text })).toBe(Buffer.byteLength(JSON.stringify({ [text]: text })));
  },
);

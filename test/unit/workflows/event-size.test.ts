import { MAX_PAYLOAD_BYTES, roughSize, sizeNearLimit } from '../../../workflows/event-size';

const MANY = 400_000;

test.each([
  ['nothing', {}],
  ['a small event', { a: [1, 'two', null, true, { three: 3 }], at: new Date(0) }],
  ['a long text', { text: 'x'.repeat(300_000) }],
])('%s is not measured', (_what, event) => {
  expect(sizeNearLimit(event)).toBeUndefined();
});

test.each([
  ['ASCII', { text: 'x'.repeat(3_000_000) }],
  ['characters of three bytes', { text: '字'.repeat(MANY) }],
  ['characters that are escaped', { text: '\u0001'.repeat(MANY) }],
  ['halves of surrogate pairs', { text: '\ud800'.repeat(MANY) }],
  ['many numbers', { list: Array.from({ length: MANY }, (_, index) => index / 3) }],
  ['many keys', Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`key ${index}`, null]))],
  ['values that write themselves', { own: { toJSON: () => 'x'.repeat(3_000_000) } }],
])('%s are measured exactly', (_what, event) => {
  expect(sizeNearLimit(event)).toBe(Buffer.byteLength(JSON.stringify(event)));
});

test('whatever is over the limit is measured', () => {
  const seeds = ['x', '字', '"', '\n', '\udfff', '€'];
  for (const seed of seeds) {
    const fitting = Math.ceil(MAX_PAYLOAD_BYTES / Buffer.byteLength(JSON.stringify(seed).slice(1, -1)));
    expect(sizeNearLimit({ text: seed.repeat(fitting) })).toBeGreaterThan(MAX_PAYLOAD_BYTES);
  }
});

test('what JSON cannot hold throws as JSON.stringify does', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(() => sizeNearLimit(cycle)).toThrow('circular');
  expect(() => sizeNearLimit({ big: 1n })).toThrow('BigInt');
});

test.each([
  ['a small value at most as large as it can be', { n: 1, text: 'x'.repeat(100) }, 700],
  ['a large one exactly', { text: '字'.repeat(5000) }, 15_011],
])('the rough size is that of %s', (_what, value, bytes) => {
  expect(roughSize(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
  expect(roughSize(value)).toBeLessThanOrEqual(bytes);
});

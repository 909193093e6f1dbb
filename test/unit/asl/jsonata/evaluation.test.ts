import { compileJsonata } from '../../../../asl/jsonata';
import { evaluate, failure, scopeOf } from './evaluate';

const states = {
  input: {
    order: {
      id: 7,
      lines: [
        { price: 2, count: 3 },
        { price: 5, count: 1 },
      ],
    },
    empty: [],
    nothing: null,
  },
};

test.each<[string, unknown]>([
  ['$states.input.order.id', 7],
  ['$states.input.order.lines.price', [2, 5]],
  ['$states.input.order.lines[price > 2].count', 1],
  ['$states.input.order.lines[0]', { price: 2, count: 3 }],
  ['$states.input.empty', []],
  ['$states.input.nothing', null],
  ['$states.input.nothing.more', undefined],
  ['$states.input.missing', undefined],
  ['$missing', undefined],
  ['$sum($states.input.order.lines.(price * count))', 11],
  ['{ "id": $states.input.order.id, "gone": $states.input.missing }', { id: 7 }],
  ['$map([1, 2], function($n) { $n * 2 })', [2, 4]],
  ['[1..3]', [1, 2, 3]],
  [
    '$zip([1, 2], [3, 4])',
    [
      [1, 3],
      [2, 4],
    ],
  ],
])('%s', (expression, value) => {
  expect(evaluate(expression, { states })).toEqual(value);
});

test('a plain path and the general way give the same, whatever they meet', () => {
  const values = [
    null,
    1,
    'a',
    true,
    [],
    [1],
    [[1], [2]],
    {},
    { b: 1 },
    { b: [] },
    { b: [1] },
    { b: [[1]] },
    [{ b: 1 }, { b: [2] }],
    { b: null },
    { b: { c: 3 } },
  ];
  for (const a of values)
    for (const path of ['a', 'a.b', 'a.b.c'])
      expect([a, path, evaluate(`$v.${path}`, { v: { a } })]).toEqual([
        a,
        path,
        evaluate(`(($v)).${path.replaceAll('.', '.($).')}`, { v: { a } }),
      ]);
});

test('results are fresh and plain: no marks of the library, nothing of the scope', () => {
  const input = { list: [1, [2]], object: { a: 1 } };
  const result = evaluate('$v', { v: input }) as typeof input;
  expect(result).toEqual(input);
  expect(result.list).not.toBe(input.list);
  expect(result.object).not.toBe(input.object);
  for (const list of [evaluate('[1, 2]'), evaluate('$v.list', { v: input }), evaluate('$range(1, 3, 1)')])
    expect(Object.getOwnPropertyNames(list)).toEqual(
      expect.not.arrayContaining(['sequence', 'keepSingleton']),
    );
  expect(Object.getPrototypeOf(evaluate('{ "a": 1 }'))).toBe(Object.prototype);
});

test.each([
  '$sum',
  'function($x) { $x }',
  '/a/',
  '{ "a": [$sum] }',
  '$fn := function($x) { $x }',
  '$uppercase(?)',
])('a function is no result: %s', (expression) => {
  expect(failure(expression).code).toBe('JsonataEvaluationError U1002');
});

test('a value in a message is shown short, and nothing of it is called', () => {
  const { code, message } = failure('{ $v: 1 }', { v: Array.from({ length: 1e5 }, (_, index) => index) });
  expect(code).toBe('JsonataEvaluationError T1003');
  expect(message.length).toBeLessThan(1200);
  expect(failure('(function($f) { { {"toJSON": $f}: 1 } })(function() { $error("called") })').message).toBe(
    'Key in object structure must evaluate to a string; got: {"toJSON":"function"}',
  );
});

test('a number that JSON has no word for is no result', () => {
  expect(failure('[1 / 0]')).toEqual({
    code: 'JsonataEvaluationError D1001',
    message: 'Number out of range: Infinity',
  });
});

test('an evaluation error has the code and the message of JSONata, and where it happened', () => {
  expect(failure('$doesNotExist()')).toEqual({
    code: 'JsonataEvaluationError T1006',
    message: 'Attempted to invoke a non-function',
  });
  expect(() => evaluate('1 + "a"')).toThrow(expect.objectContaining({ code: 'T2002', position: 3 }));
  expect(failure('$error("out of stock")').message).toBe('out of stock');
});

test.each<[string, string, number]>([
  ['1 +', 'S0207', 3],
  ['$x[', 'S0203', 3],
  ['one two', 'S0201', 4],
  ['"\\x"', 'S0103', 2],
  ['$f(1, 2', 'S0203', 7],
  ['"open', 'S0101', 5],
  ['$match("a", /a{2,1}/)', 'S0300', 12],
  ['', 'S0207', 0],
])('the syntax error of %s says its code and its place', (expression, code, position) => {
  expect(() => compileJsonata(expression)).toThrow(
    expect.objectContaining({ name: 'JsonataSyntaxError', code, position }),
  );
});

test('an expression is compiled once', () => {
  expect(compileJsonata('$a + 1')).toBe(compileJsonata('$a + 1'));
});

test('an expression that failed leaves nothing behind', () => {
  const program = compileJsonata('($f := function($n) { $n > $limit ? $n : 1 + $f($n + 1) }; $f(0))');
  expect(() => program.evaluate(scopeOf({ limit: 1e9 }))).toThrow(/deeper than/);
  expect(program.evaluate(scopeOf({ limit: 50 }))).toBe(102);
});

test('a function that ends in a call needs no level for it', () => {
  expect(evaluate('($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(5000, 0))')).toBe(
    12502500,
  );
});

test('sorting takes many items, and a comparator in tail position', () => {
  const items = Array.from({ length: 20000 }, (_, index) => (index * 7919) % 20000);
  expect(evaluate('$sort($v)', { v: items })).toEqual(items.toSorted((a, b) => a - b));
  expect(evaluate('($f := function($x) { $sort($x, function($a, $b) { $a < $b }) }; $f([1, 3, 2]))')).toEqual(
    [3, 2, 1],
  );
});

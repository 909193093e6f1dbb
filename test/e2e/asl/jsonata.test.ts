import { useTemporal } from '../../support/temporal';

const temporal = useTemporal();

const STATES = {
  input: {
    name: 'Ä',
    items: [
      { id: 1, price: 2.5 },
      { id: 2, price: 4 },
    ],
  },
};
const EXPRESSIONS: readonly [string, unknown][] = [
  ['$states.input.items.price', { value: [2.5, 4] }],
  [
    '$map($states.input.items, function($i) { { "id": $i.id, "twice": $i.price * 2 } })',
    {
      value: [
        { id: 1, twice: 5 },
        { id: 2, twice: 8 },
      ],
    },
  ],
  ['$states.input.items[price > 3].id', { value: 2 }],
  ['$base64encode($states.input.name)', { value: 'xA==' }],
  ['$hash("abc", "MD5")', { value: '900150983cd24fb0d6963f7d28e17f72' }],
  ['$hash("abc", "SHA-512") ~> $length', { value: 128 }],
  ['$replace("a-b", /(\\w)-(\\w)/, "$2-$1")', { value: 'b-a' }],
  ['$fromMillis($toMillis("2026-02-03", "[Y]-[M]-[D]"))', { value: '2026-02-03T00:00:00.000Z' }],
  ['$uuid() & $string($random())', { value: 'an id0.5' }],
  ['$millis() > 0', { value: true }],
  ['$states.missing', 'undefined'],
  ['$eval("1")', 'JsonataEvaluationError T1006'],
  [`$match("${'a'.repeat(40)}!", /(a+)+$/)`, 'JsonataEvaluationError U1001'],
  ['($f := function($n) { 1 + $f($n + 1) }; $f(0))', 'JsonataEvaluationError U1001'],
  ['($f := function($n) { $map([1], function($x) { [$f($x)] }) }; $f(0))', 'JsonataEvaluationError U1001'],
  ['1 +', 'JsonataSyntaxError S0207'],
];

test('expressions are evaluated inside the workflow sandbox as they are outside', async () => {
  const results = await temporal.withWorker({ workflows: require.resolve('./jsonata-workflows') }, () =>
    temporal.client.workflow.execute('evaluateAll', {
      ...temporal.run(),
      args: [EXPRESSIONS.map(([expression]) => expression), STATES],
    }),
  );
  expect(results).toEqual(EXPRESSIONS.map(([, expected]) => expected));
});

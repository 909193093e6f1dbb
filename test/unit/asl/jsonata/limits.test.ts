import { evaluate, failure } from './evaluate';

const DOUBLED = '$reduce([1..60], function($a, $v) { {"l": $a, "r": $a} }, 1)';
const TANGLED = `"${'a'.repeat(40)}!", /(a+)+$/`;

test.each([
  `$match(${TANGLED})`,
  `$contains(${TANGLED})`,
  `$split(${TANGLED})`,
  `$replace(${TANGLED}, "")`,
  `"${'a'.repeat(40)}!" ~> /(a+)+$/`,
  `$match("${'a'.repeat(60)}!", /^(a|aa|a?)*$/)`,
  `$match("${'ab'.repeat(40)}!", /(?=((ab)*)*$)/)`,
  `$toMillis("${'1'.repeat(500)}x", "[Y][M][D][H][m][s]")`,
  '($f := function($n) { $f($n + 1) }; $f(0))',
  '($f := function($n) { 1 + $f($n + 1) }; $f(0))',
  '($f := function($n) { $sort([1, 2], function($a, $b) { $f(1) }) }; $f(0))',
  '($f := function($n) { $map([1], function($x) { [$f($x)] }) }; $f(0))',
  '($f := function($n) { $g($n) }; $g := function($n) { $f($n) }; $f(0))',
  '[1..9999999]',
  '$range(0, 1000000000, 1)',
  '$pad("x", 1000000000)',
  '$pad("x", -1000000000, "long")',
  '$reduce([1..60], function($a, $v) { $a & $a }, "x")',
  '$reduce([1..60], function($a, $v) { $append($a, $a) }, [1])',
  '$reduce([1..60], function($a, $v) { [$a, $a] }, [1])',
  '$reduce([1..60], function($a, $v) { $join([$a, $a]) }, "x")',
  '$reduce([1..60], function($a, $v) { $replace($a, "x", "xxxx") }, "x")',
  '$reduce([1..60], function($a, $v) { $replace($a, /x/, "$0$0$0") }, "x")',
  DOUBLED,
  `$string(${DOUBLED})`,
  `${DOUBLED}.**`,
  `$count(${DOUBLED}.**.**)`,
  `($x := ${DOUBLED}; $y := ${DOUBLED}; $x = $y)`,
  `$distinct([${DOUBLED}, ${DOUBLED}])`,
  `${DOUBLED} ~> |$|{}|`,
  '$reduce([1..5000], function($a, $v) { {"deep": $a} }, 1)',
  '$string($reduce([1..50000], function($a, $v) { {"deep": $a} }, 1))',
  '$reduce([1..100000], function($a, $v) { [[$a]] }, 1)',
  '$distinct([1..30000])',
  '[1..30000][$ in [1..30000]]',
  '$join([1..1000].$string(), $pad("", 100000))',
  '$replace($pad("", 50000, "a"), "a", $pad("", 50000, "b"))',
  '$fromMillis(0, "[Y,1000000000]")',
  '$formatInteger(1000000000, "I")',
  `$formatInteger(1, $join([1..100000].("0,")))`,
])('%s is ended', (expression) => {
  expect(failure(expression)).toEqual({
    code: 'JsonataEvaluationError U1001',
    message: expect.stringMatching(/^The expression was ended: /),
  });
});

test('an expression that is ended says what it may be', () => {
  expect(failure(`$match(${TANGLED})`).message).toBe(
    'The expression was ended: it needs more than 20000000 units of work. It may loop without end, its pattern may backtrack, or its data are too large for one expression',
  );
});

test.each<[string, unknown]>([
  ['$formatNumber(0, "0.0e0")', '0.0e0'],
  ['$formatNumber(-12.5, "0.0e0")', '-1.2e1'],
  ['$match("aaab", /(a+)+b/).match', 'aaab'],
  ['$count([1..200000])', 200000],
  ['$max([1..200000])', 200000],
])('what is no trouble is done: %s', (expression, value) => {
  expect(evaluate(expression)).toEqual(value);
});

test.each<[string, string]>([
  ['$formatNumber(1, "#", {"grouping-separator": ""})', 'T0410'],
  ['$formatNumber(1, "#", {"zero-digit": ""})', 'T0410'],
  ['$formatNumber(1, "0", {"digit": 1})', 'T0410'],
  ['$formatInteger(1 / 0, "A")', 'D1001'],
  ['$formatNumber(1 / 0, "0e0")', 'D1001'],
  ['[1..99999999]', 'D2014'],
])('what would never end is refused by name: %s', (expression, code) => {
  expect(failure(expression).code).toBe(`JsonataEvaluationError ${code}`);
});

test('an expression nested too deep to be read is a syntax error', () => {
  expect(failure('('.repeat(50000)).code).toBe('JsonataSyntaxError S0500');
  expect(failure(`${'['.repeat(50000)}1${']'.repeat(50000)}`).code).toBe('JsonataSyntaxError S0500');
});

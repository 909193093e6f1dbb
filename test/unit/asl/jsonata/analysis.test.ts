import { compileJsonata } from '../../../../asl/jsonata';

const references = (expression: string): string[] =>
  compileJsonata(expression).references.map(
    ({ name, path, position }) => `${[name, ...path].join('.')}@${position}`,
  );
const rootUses = (expression: string): string[] =>
  compileJsonata(expression).rootUses.map(({ text, position }) => `${text}@${position}`);

test.each<[string, string[]]>([
  ['$states.context.State.RetryCount', ['states.context.State.RetryCount@0']],
  ['  $a + $b.c', ['a@2', 'b.c@7']],
  ['$states.input.items[0].name', ['states.input.items@0']],
  ['$list[0].name', ['list@0']],
  ['$states.input.`odd name`."quoted".last', ['states.input.odd name.quoted.last@0']],
  ['$states.input.(a & $b)', ['states.input@0', 'b@19']],
  ['{ "x": $a, $b: [$c] }', ['a@7', 'b@11', 'c@16']],
  ['$map($a, function($v) { $v.x + $w })', ['a@5', 'w@31']],
  ['($x := $y; $x + $z)', ['y@7', 'z@16']],
  ['($x := $x + 1; $x)', ['x@7']],
  ['($f := function($n) { $n = 0 ? $g() : $f($n - 1) }; $g := function() { 1 }; $f(3))', []],
  ['(($x := 1; $x); $x)', ['x@16']],
  ['$a@$item#$i.{ "i": $i, "x": $item.name }', ['a@0']],
  ['$a[$i > 1]#$i', ['a@0', 'i@3']],
  ['$uppercase($a) ~> $trim', ['a@11']],
  ['$a ~> |$.b|{ "c": $d }|', ['a@0', 'd@18']],
  ['$a^(>$b, c)', ['a@0', 'b@5']],
  ['$a{ $k: $sum(v) }', ['a@0', 'k@4']],
  ['$sum', []],
])('the variables that %s takes from outside', (expression, expected) => {
  expect(references(expression)).toEqual(expected);
});

test.each<[string, string[]]>([
  ['$', ['$@0']],
  ['$$.a', ['$$@0']],
  ['  name.first', ['name@2']],
  ['`a b` & "x"', ['a b@0']],
  ['* ', ['*@0']],
  ['**.a', ['**@0']],
  ['$states.input', []],
  ['$states.input.name', []],
  ['$states.input[name = "x"].(first & last)', []],
  ['$states.input[name = $$.x]', ['$$@21']],
  ['$map([1], function($v) { $ })', ['$@25']],
  ['$a.$map(b, function($v) { $ })', []],
  ['$a ~> |b|{ "c": d }|', []],
  ['{ "a": b }', ['b@7']],
  ['$a^(b)', []],
  ['$a{ b: c }', []],
  ['$uppercase(name)', ['name@11']],
])('the uses of an input in %s', (expression, expected) => {
  expect(rootUses(expression)).toEqual(expected);
});

test('calls of functions that there are not', () => {
  const { source, unknownFunctions } = compileJsonata(
    '$nope(1) & $eval("1") & $sum([1]) & ($f := function() { $later() }; $later := function() { 1 }; $f()) & $x.$gone(?)',
  );
  expect(unknownFunctions).toEqual([
    { name: 'nope', position: 0 },
    { name: 'eval', position: 11 },
    { name: 'gone', position: source.indexOf('$gone') },
  ]);
});

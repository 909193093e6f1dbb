import { evaluate, failure } from './evaluate';

const HIDDEN = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];

test.each(HIDDEN)('no value has a %s that the data do not have', (name) => {
  const states = { input: {}, list: [{}], text: 'a', number: 1 };
  for (const value of [
    '$states',
    '$states.input',
    '$states.list',
    '$states.text',
    '$states.number',
    '$sum',
    '(function() { 1 })',
    '($r := /a/)',
    '{}',
    '"a"',
  ]) {
    expect([value, evaluate(`${value}.\`${name}\``, { states })]).toEqual([value, undefined]);
    expect([value, evaluate(`$lookup(${value}, "${name}")`, { states })]).toEqual([value, undefined]);
    expect([value, evaluate(`$count([${value}].**.\`${name}\`)`, { states })]).toEqual([value, 0]);
  }
  expect(evaluate(`$${name}`)).toBeUndefined();
  expect(evaluate(`$states.input.\`${name}\`.\`${name}\`("return this")()`, { states })).toBeUndefined();
});

test('a name like any other can be used as a key, and reaches no prototype', () => {
  for (const name of HIDDEN) {
    const expected = JSON.parse(`{ "${name}": { "own": 1 } }`) as unknown;
    const object = `{ "${name}": { "own": 1 } }`;
    for (const expression of [
      object,
      `$merge([${object}, {}])`,
      `$spread(${object})`,
      `$sift(${object}, function($v) { true })`,
      `{} ~> |$|${object}|`,
      `$v{ "${name}": $ }`,
    ])
      expect(evaluate(expression, { v: { own: 1 } })).toEqual(expected);
    expect(evaluate(`${object}.own`)).toBeUndefined();
    expect(evaluate(`$keys(${object})`)).toBe(name);
    expect(evaluate(`($${name} := 5; $${name})`)).toBe(5);
    expect(evaluate(`$v@$${name}.{ "x": $${name}.own }`, { v: [{ own: 1 }] })).toEqual({ x: 1 });
  }
  expect(Object.hasOwn(Object.prototype, 'own')).toBe(false);
});

test('functions have no inside', () => {
  for (const fn of ['$sum', '(function() { 1 })', '$uppercase(?)', '($r := /a/)'])
    for (const step of ['*', 'implementation', 'environment', 'body', 'apply', 'signature', 'input'])
      expect([fn, step, evaluate(`${fn}.${step}`)]).toEqual([fn, step, undefined]);
  expect(failure('$spread($sum)').code).toBe('JsonataEvaluationError U1002');
  expect(failure('{"a": {}} ~> |a|function() { 1 }|').code).toBe('JsonataEvaluationError T2011');
  expect(evaluate('$string([$sum, function() { 1 }])')).toBe('["",""]');
});

test('data cannot pass for functions or for marks of the library', () => {
  const body = { type: 'value', value: 'taken over' };
  const f = {
    _jsonata_lambda: true,
    _jsonata_function: true,
    arguments: [],
    body,
    sequence: true,
    tupleStream: true,
    outerWrapper: true,
    cons: true,
    thunk: true,
  };
  expect(failure('$f()', { f }).code).toBe('JsonataEvaluationError T1006');
  expect(evaluate('$f', { f })).toEqual(f);
  expect(evaluate('$f.($)', { f })).toEqual(f);
  expect(evaluate('[$f, $f][thunk]', { f })).toEqual([f, f]);
  expect(evaluate('$f{ "a": cons }', { f })).toEqual({ a: true });
  expect(evaluate('$type($f)', { f })).toBe('object');
});

test('nothing of the input is changed, by no way', () => {
  const input = freeze({ a: { b: [3, 1, 2] }, empty: [], c: [{ d: 1 }, { d: 2 }] });
  const before = JSON.stringify(input);
  for (const expression of [
    '$v ~> |a|{"x": 1}, "b"|',
    '{} ~> |$v|{"x": 1}|',
    '{} ~> |$v.a|{}, "b"|',
    '($clone := function($x) { $x }; $v ~> |$|{"x": 1}|)',
    '$sort($v.a.b)',
    '$reverse($v.a.b)',
    '$append($v.c, 1)',
    '$v.c{ $string(d): $ }',
    '$v.c^(>d)',
    '$v.c#$i.{ "i": $i }',
    '$merge($v.c)',
    '$v.a.b[0]',
    '$v()',
    '$v.a()',
    '($f := function() { $v() }; $f())',
    '$v.c[]',
    '$v.empty{ "k": 1 }',
    '$v.empty[]',
    '$v.a.b[][0]',
    '$v.none',
    '$v.a.b.($ + 1)[]',
    '$zip($v.a.b, $v.a.b)',
    '$distinct($v.a.b)',
    '$shuffle($v.a.b)',
    '$map($v.c, function($x) { $x ~> |$|{ "d": 3 }| })',
    '$v.**',
    '$v.*[]',
    '$v.c.d[]',
    '$each($v, function($x) { $x })',
    '$sift($v, function($x) { $x })',
    '$spread($v)',
    '$string($v)',
    '$v.c@$x#$i[$i = 1].{ "x": $x, "i": $i }',
  ]) {
    // What would write to the frozen input fails with a code of ours.
    expect([expression, failure(expression, { v: input }).code]).toEqual([
      expression,
      expect.not.stringContaining('U1003'),
    ]);
  }
  expect(JSON.stringify(input)).toBe(before);
  expect(failure('{} ~> |$v|{"x": 1}|', { v: input })).toEqual({
    code: 'JsonataEvaluationError D1010',
    message: 'A transform can change only the value that it is applied to',
  });
});

test('one evaluation leaves nothing for the next', () => {
  evaluate('($sum := 1; $kept := 2; $uppercase := function($x) { $x }; $kept)');
  expect(evaluate('[$sum([1, 2]), $uppercase("a"), $exists($kept)]')).toEqual([3, 'A', false]);
});

/** Throws where something writes to it. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}

import { parseJsonPath } from '../../../../asl/jsonpath';

const store = {
  book: [
    { title: 'A', price: 8, kind: 'x', tags: ['old', 'red'] },
    { title: 'B', price: 12, isbn: null },
    { title: 'C', price: 9, kind: 'y', tags: [] },
    { title: 'D', price: '20', 'list-price': 25 },
  ],
  bike: { price: 19.95, title: 'E' },
};
const input = { store, limit: 10, 'a-b': 1, 'x y': 2, nested: { list: [[1, 2], [3]] } };
const scope = {
  input,
  context: { Execution: { Input: { 'input-value': 5 } }, State: { RetryCount: 0 } },
  variables: { wanted: 'C', list: [{ id: 1 }, { id: 2 }] },
};

function found(path: string): unknown {
  return parseJsonPath(path).evaluate(scope);
}

test.each<[string, unknown]>([
  ['$', input],
  ['$.store.bike.price', 19.95],
  ["$['store']['bike']['price']", 19.95],
  ['$["store"]["bike"].price', 19.95],
  ['$[ "store" ].bike["price" ]', 19.95],
  ['$.a-b', 1],
  ["$['x y']", 2],
  ['$.store.book[0].title', 'A'],
  ['$.store.book.[0].title', 'A'],
  ['$.store.book[-1].title', 'D'],
  ['$.store.book[9]', undefined],
  ['$.store.book[-5]', undefined],
  ['$.store.bike.price.x', undefined],
  ['$.nothing', undefined],
  ['$$.Execution.Input.input-value', 5],
  ['$$.State', { RetryCount: 0 }],
  ['$wanted', 'C'],
  ['$list[1].id', 2],
  ['$missing', undefined],
  ["$.store.bike['title','nothing','price']", { title: 'E', price: 19.95 }],
])('the definite path %s gives its value', (path, value) => {
  expect(parseJsonPath(path).definite).toBe(true);
  expect(found(path)).toEqual(value);
});

test.each<[string, unknown[]]>([
  ['$.store.book[*].title', ['A', 'B', 'C', 'D']],
  ['$.store.book.*.title', ['A', 'B', 'C', 'D']],
  ['$.store.bike[*]', [19.95, 'E']],
  ['$.store.book[0,2].title', ['A', 'C']],
  ['$.store.book[ 2 , 0 ].title', ['C', 'A']],
  ['$.store.book[1:3].title', ['B', 'C']],
  ['$.store.book[:2].title', ['A', 'B']],
  ['$.store.book[2:].title', ['C', 'D']],
  ['$.store.book[-2:].title', ['C', 'D']],
  ['$.store.book[:-3].title', ['A']],
  ['$.store.book[-3:-1].title', ['B', 'C']],
  ['$.store.book[1:99].title', ['B', 'C', 'D']],
  ['$.store.book[3:1].title', []],
  [
    "$.store.book[0:2]['title','price']",
    [
      { title: 'A', price: 8 },
      { title: 'B', price: 12 },
    ],
  ],
  ["$.[*].['title', 'price']", [{}, {}]],
  ["$.store['book','bike'].title", ['E']],
  ['$.nested.list[*][*]', [1, 2, 3]],
  ['$..title', ['A', 'B', 'C', 'D', 'E']],
  ['$..book[0].title', ['A']],
  ['$.nested..[0]', [[1, 2], 1, 3]],
  ["$..bike['title','price']", [{ title: 'E', price: 19.95 }]],
  [
    "$..['kind','title']",
    [
      { kind: 'x', title: 'A' },
      { kind: 'y', title: 'C' },
    ],
  ],
  ['$.nested..*', [[[1, 2], [3]], [1, 2], [3], 1, 2, 3]],
  ['$.gone.items[*].x', []],
  ['$.gone[1:]', []],
  ['$..gone', []],
  ['$.a-b[*]', []],
])('the indefinite path %s gives a list', (path, value) => {
  expect(parseJsonPath(path).definite).toBe(false);
  expect(found(path)).toEqual(value);
});

test.each<[string, string[]]>([
  ['@.price < 10', ['A', 'C']],
  ['@.price <= 9', ['A', 'C']],
  ['@.price > $.limit', ['B']],
  ['@.price >= 12', ['B']],
  ['@.price == 12', ['B']],
  ['12 == @.price', ['B']],
  ['@.price == 20', ['D']],
  ['@.price === 20', []],
  ["@.price === '20'", ['D']],
  ['@.kind', ['A', 'C']],
  ['@.isbn', ['B']],
  ['!@.kind', ['B', 'D']],
  ['!(@.kind)', ['B', 'D']],
  ['@.isbn == null', ['B']],
  ["@.kind != 'x'", ['B', 'C', 'D']],
  ["@['kind'] == 'x'", ['A']],
  ['@.list-price > 20', ['D']],
  ["@.kind == 'x' || @.price == 12", ['A', 'B']],
  ['@.kind && @.price > 8', ['C']],
  ["@.title == 'A' || @.title == 'B' && @.price > 99", ['A']],
  ["(@.title == 'A' || @.title == 'B') && @.price > 9", ['B']],
  ['@.title==B', ['B']],
  ['@.title == $wanted', ['C']],
  ["@.title in ['A', 'D']", ['A', 'D']],
  ['@.title in [A, "D"]', ['A', 'D']],
  ["@.title nin ['A', 'D']", ['B', 'C']],
  ["@.title IN ['A']", ['A']],
  ['@.tags size 2', ['A']],
  ['@.tags empty true', ['C']],
  ['@.tags empty false', ['A']],
  ["@.tags contains 'red'", ['A']],
  ["@.title contains 'B'", ['B']],
  ["@.tags all ['red']", ['A']],
  ["@.tags subsetof ['red','old','new']", ['A', 'C']],
  ["@.tags anyof ['red','new']", ['A']],
  ["@.tags noneof ['red','new']", ['C']],
  ["@.tags == ['old','red']", ['A']],
  ['@.title =~ /[AB]/', ['A', 'B']],
  ['@.title =~ /[ab]/i', ['A', 'B']],
  ['@.title =~ /./', ['A', 'B', 'C', 'D']],
  ['@.tags =~ /re./', ['A']],
  ['@.tags[0] == old', ['A']],
  ['@.tags[*]', ['A']],
  ['@.price == $.store.book[0].price', ['A']],
])('the filter %s selects by it', (condition, titles) => {
  expect(found(`$.store.book[?(${condition})].title`)).toEqual(titles);
});

test('a pattern must match the whole text', () => {
  const path = parseJsonPath('$[?(@ =~ /ab/)]');
  expect(path.evaluate({ ...scope, input: ['ab', 'abc', 'xab'] })).toEqual(['ab']);
});

test('a filter on an object asks the object itself, and below .. each object once', () => {
  expect(found('$.store.bike[?(@.price > 10)]')).toEqual([store.bike]);
  expect(found('$.[?(@.limit > 0)]')).toEqual([input]);
  expect(found('$..[?(@.kind)].title')).toEqual(['A', 'C']);
});

test('text in a filter has the usual escapes, a name only those of the quote and the backslash', () => {
  const odd = { "it's": 1, 'a\\"b': 2, 'tab\tbed': 3 };
  const read = (path: string): unknown => parseJsonPath(path).evaluate({ ...scope, input: odd });
  expect(read("$['it\\'s']")).toBe(1);
  expect(read("$['a\\\"b']")).toBe(2);
  expect(read('$["tab\tbed"]')).toBe(3);
  expect(
    parseJsonPath("$[?(@ == 'it\\'s\\t\\u0041')]").evaluate({ ...scope, input: ["it's\tA", 'x'] }),
  ).toEqual(["it's\tA"]);
});

test('functions of the library are read, and find nothing', () => {
  for (const text of ['$.store.book.length()', '$..price.sum()', "$.a.concat('x', $.b)"]) {
    const path = parseJsonPath(text);
    expect(path.functions).toHaveLength(1);
    expect(path.evaluate(scope)).toBeUndefined();
    expect(path.describeMiss(scope)).toContain('is not supported');
  }
});

test('a path tells where it begins, its leading keys and the variables that it reads', () => {
  const retries = parseJsonPath('$$.State.RetryCount');
  expect(retries.root).toEqual({ kind: 'context' });
  expect(retries.leadingKeys).toEqual(['State', 'RetryCount']);
  const filtered = parseJsonPath('$list[0][?(@.id == $wanted)].x');
  expect(filtered.root).toEqual({ kind: 'variable', name: 'list' });
  expect(filtered.leadingKeys).toEqual([0]);
  expect(filtered.variables).toEqual(['list', 'wanted']);
});

test.each([
  ['$.no.such', "Missing property in path $['no']"],
  ['$.no', "No results for path: $['no']"],
  ['$.store.book[9].title', "No results for path: $['store']['book'][9]['title']"],
  ['$.limit.x', "Expected to find an object with property ['x'] in path $['limit'] but found a number"],
  ['$.limit[0]', 'Filter: [0] can only be applied to arrays. Current context is: 10'],
  ['$missing.x', "The variable 'missing' has no value"],
])('the miss of %s is described in the words of the library', (path, text) => {
  expect(parseJsonPath(path).describeMiss(scope)).toBe(text);
});

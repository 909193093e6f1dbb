import type { JsonValue } from '../../../../asl';
import { failed, machine, outcome } from './run';

const INPUT = {
  item: {},
  items: [1, 2, 3],
  rows: [{ x: 1, y: 'a' }, { x: 2, y: 'b' }, { x: 3 }],
  'a-b': 4,
  'a b': 5,
  none: null,
  ä: 6,
};
const MISS = Symbol('nothing is found');

const FOUND: readonly (readonly [string, JsonValue | typeof MISS])[] = [
  ['$.items[0]', 1],
  ['$.items[-1]', 3],
  ['$.items[3]', MISS],
  ['$.items[-4]', MISS],
  ['$.items[0].x', MISS],
  ['$.items.x', MISS],
  ['$.none', null],
  ['$.none.x', MISS],
  ['$.nothing', MISS],
  ['$.item.items[0]', MISS],
  ['$nothing', MISS],
  ['$.a-b', 4],
  ["$['a-b']", 4],
  ["$['a b']", 5],
  ['$.ä', 6],
  ['$$.State.Name', 'S'],
  ['$$.Execution.Input.items[1]', 2],
  ['$$.State.RetryCount', MISS],
  ['$$.Map.Item.Index', MISS],
  ['$$.Task.Token', MISS],
  // What can find several things finds an empty list where there are none, even below what is not there.
  ['$.items[*]', [1, 2, 3]],
  ['$.items[1:]', [2, 3]],
  ['$.items[:1]', [1]],
  ['$.items[0:2]', [1, 2]],
  ['$.items[-2:]', [2, 3]],
  ['$.items[5:]', []],
  ['$.items[0,2]', [1, 3]],
  ['$.items[*].x', []],
  ['$.item.items[*]', []],
  ['$.item.items[1:5].itemValue', []],
  ['$.nothing.items[*].x', []],
  ['$.none[*]', []],
  ['$..x', [1, 2, 3]],
  ['$..nothing', []],
  ['$.rows[*].y', ['a', 'b']],
  ['$.rows[?(@.x > 1)].x', [2, 3]],
  ['$.rows[?(@.x > 9)]', []],
  ['$.rows[?(@.y)].x', [1, 2]],
];

test.each(FOUND)('%s in every place that takes a path', async (path, value) => {
  const found = value === MISS ? failed('States.Runtime') : value;
  expect(await outcome(machine({ Type: 'Pass', InputPath: path }), INPUT)).toEqual(found);
  expect(await outcome(machine({ Type: 'Pass', OutputPath: path }), INPUT)).toEqual(found);
  const selected = await outcome(machine({ Type: 'Pass', Parameters: { 'r.$': path } }), INPUT);
  expect(selected).toEqual(value === MISS ? found : { r: value });
  const assigned = {
    StartAt: 'S',
    States: {
      S: { Type: 'Pass', Assign: { 'v.$': path }, Next: 'Read' },
      Read: { Type: 'Pass', InputPath: '$v', End: true },
    },
  };
  expect(await outcome(assigned, INPUT)).toEqual(found);
});

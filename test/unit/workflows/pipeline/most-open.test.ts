import { ActivityIds } from '../../../../workflows/pipeline/activity-ids';
import { isTooMuch, kindOf } from '../../../../workflows/pipeline/most-open';

test('activities that nobody waits for any more count until they have ended', () => {
  let released = 0;
  const activityIds = new ActivityIds(() => released++);
  const underWay = { activityIds, open: new Map() };
  const ids = Array.from({ length: 1500 }, (_, item) => activityIds.take(`Items[${item}]/Work`));
  expect(isTooMuch('other', underWay)).toBe(true);
  expect(isTooMuch('express', underWay)).toBe(false);
  activityIds.release(ids[0] ?? '');
  activityIds.release(ids[0] ?? '');
  expect([isTooMuch('other', underWay), released]).toEqual([false, 1]);
});

test.each([
  ['express' as const, 48],
  ['local' as const, 8],
])('of the kind %s few are under way', (kind, most) => {
  const activityIds = new ActivityIds(() => {});
  const underWay = { activityIds, open: new Map() };
  for (let taken = 1; taken < most; taken++) activityIds.take('Items', kind);
  expect(isTooMuch(kind, underWay)).toBe(false);
  activityIds.take('Items', kind);
  expect(isTooMuch(kind, underWay)).toBe(true);
});

test.each([
  ['function' as const, 'local'],
  ['activity' as const, 'other'],
  ['http' as const, 'other'],
])('a %s in a machine of the mode local is of the kind %s', (kind, expected) => {
  const resource = { kind, target: 'x', text: 'x' };
  const settings = { mode: 'local' as const };
  const command = {
    type: 'invoke' as const,
    id: 1,
    path: 'X',
    state: 'X',
    input: null,
    rules: [],
    resource,
    settings,
  };
  expect(kindOf({ command })).toBe(expected);
});

import { FAILURE_GROUPS } from '../../../functiongraph/errors/failure-groups';
import { GROUPS } from '../../../retry';

test('rules know every group that a failure of the client can have', () => {
  expect([...GROUPS].toSorted()).toEqual([...FAILURE_GROUPS].toSorted());
});

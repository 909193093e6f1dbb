import { activityPolicy } from '../../../retry';

test('all patience is in the rules: Temporal starts the next attempt as it is told, whenever that is', () => {
  expect(activityPolicy('at-least-once', 5000)).toEqual({
    startToCloseTimeout: 20_000,
    heartbeatTimeout: 10_000,
    retry: { initialInterval: 1000, backoffCoefficient: 1, maximumInterval: 31_536_000_000 },
  });
});

test('at-most-once leaves no room for a second attempt', () => {
  expect(activityPolicy('at-most-once').retry.maximumAttempts).toBe(1);
  expect(activityPolicy().retry).not.toHaveProperty('maximumAttempts');
});

import { planCall } from '../../../workflows/call-plan';

test('a timeout that was asked for is said, also where it is the default: the worker has settings of its own', () => {
  expect(planCall('resize', 'resize', { timeout: '90s' }).request).toEqual({
    v: 1,
    fn: 'resize',
    timeoutMs: 90_000,
  });
  expect(planCall('resize', 'resize', {}).request).toEqual({ v: 1, fn: 'resize' });
});

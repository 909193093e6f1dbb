import type { Problem } from '../turn';

export const TOO_MANY_FAILURES: Problem = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

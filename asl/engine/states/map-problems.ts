import { CANCELLED } from '../../../retry';
import type { Problem } from '../turn';

export const NOT_BEGUN: Problem = {
  error: CANCELLED,
  cause: 'The run was cancelled.',
  names: [CANCELLED, 'States.ALL'],
};

export const TOO_MANY_FAILURES: Problem = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

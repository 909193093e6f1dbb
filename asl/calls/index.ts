export { callRules, tryTimeoutMs } from './call-rules';
export { EngineClock } from './engine-clock';
export { CANCELLED_EVENT, failedCall, type FailedCall, type FailedEvent } from './failed-call';
export { noPlaceForKey, withIdempotencyKey } from './idempotency-key';
export { tooManyResults } from './too-many-results';
export { asTaskTimeout } from './task-timeout';

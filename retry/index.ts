export { activityPolicy, DEFAULT_TIMEOUT_MS, type ActivityPolicy } from './activity-policy';
export { checkRetryRules } from './check-rules';
export { decide, DEFAULT_MAX_ATTEMPTS } from './decide';
export { DEFAULT_RULE, effectiveRules } from './default-rules';
export { durationMs, durationProblem, formatMs, MAX_DURATION_MS, parseDuration } from './duration';
export { CANCELLED, CANCELLED_CALL_NAMES, errorNameProblem, GROUPS, LOST_CALL_NAMES } from './error-names';
export { fromWireRules, toWireRules } from './wire-rules';
export type * from './types';

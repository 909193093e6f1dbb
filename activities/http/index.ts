export { createHttpActivities } from './create-http-activities';
export type { HttpSecret } from './http-secrets';
export type * from './wire';
export { INVOKE_HTTP_ACTIVITY } from './wire';

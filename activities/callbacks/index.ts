export { CallbackKeys, MIN_KEY_CHARACTERS, type TokenVerdict } from './callback-keys';
export { createTokenActivities } from './create-token-activities';
export { withSignedToken } from './sign-token';
export { parseTaskToken, type TaskToken } from './task-token';
export type * from './wire';
export { CALLBACK_UPDATE } from './wire';

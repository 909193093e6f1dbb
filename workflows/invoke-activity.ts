/** As in `activities/wire.ts`, which workflow code imports types from only. */
export const INVOKE_ACTIVITY = 'invokeFunction';

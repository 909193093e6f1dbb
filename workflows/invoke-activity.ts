/** As in `activities/wire.ts`, which workflow code imports types from only. */
export const INVOKE_ACTIVITY = 'invokeFunction';
/** As in `activities/http/wire.ts`. */
export const INVOKE_HTTP_ACTIVITY = 'invokeHttp';
/** As in `activities/express/wire.ts`. */
export const RUN_CHAIN_ACTIVITY = 'runChain';

export { DevServerError } from './dev-server-error';
export { findTemporal } from './find-temporal';
export type { FindTemporalOptions } from './find-temporal';
export { startDevServer } from './start-dev-server';
export type { DevServer, DevServerOptions } from './start-dev-server';
export { temporalForTests, temporalFromEnvironment } from './use-or-start';

export { createActivities, type ActivitiesOptions, type FunctionSettings } from './activities';
export type { Delivery, Duration, RetryRule } from './retry';
export { FunctionGraphPlugin, type FunctionGraphPluginOptions, PLUGIN_NAME } from './worker/plugin';

export { createActivities, type ActivitiesOptions, type FunctionSettings } from './activities';
export type { Delivery, Duration, RetryRule } from './retry';
export {
  clientOptions,
  type Configuration,
  ConfigurationError,
  type ConfigurationSources,
  functionSettings,
  loadConfiguration,
  type Settings,
} from './worker/config';
export { FunctionGraphPlugin, type FunctionGraphPluginOptions, PLUGIN_NAME } from './worker/plugin';

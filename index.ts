export {
  CallbackKeys,
  createActivities,
  type ActivitiesOptions,
  FolderStore,
  type FunctionSettings,
  type HttpSecret,
  type ObjectStore,
  ObjectStoreError,
  ObsStore,
  type ObsStoreOptions,
  Protection,
  type ProtectionOptions,
} from './activities';
export type { Delivery, Duration, RetryRule } from './retry';
export type { Configuration, ConfigurationSources, Settings } from './worker/config';
export { callbackKeys } from './worker/config/callback-keys';
export { clientOptions } from './worker/config/client-options';
export { ConfigurationError } from './worker/config/configuration-error';
export { objectStore } from './worker/config/object-store';
export { functionSettings } from './worker/config/function-settings';
export { httpSecrets } from './worker/config/http-secrets';
export { protectionLimits } from './worker/config/protection-limits';
export { loadConfiguration } from './worker/load-configuration';
export { FunctionGraphPlugin, type FunctionGraphPluginOptions, PLUGIN_NAME } from './worker/plugin';

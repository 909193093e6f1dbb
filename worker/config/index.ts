export { clientOptions } from './client-options';
export { ConfigurationError, type ConfigurationProblem } from './configuration-error';
export { environment, secretEnvironment } from './environment';
export { functionSettings } from './function-settings';
export type { OptionValue } from './layers';
export type { ListenAddress } from './listen-address';
export { type Configuration, type ConfigurationSources, loadConfiguration } from './load';
export { protectionLimits } from './protection-limits';
export type { Settings } from './schema';

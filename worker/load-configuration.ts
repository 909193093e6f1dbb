import type { loadConfiguration as Load } from './config/load';
import type { Configuration, ConfigurationSources } from './config';

/**
 * Reads the configuration as `tfg` does: option before environment before file (`tfg.yaml`) before default. Its schema and
 * its parser are loaded by the first call, so that a worker configured in code does not wait for them at its start.
 * @throws ConfigurationError with every problem, its place and its remedy
 */
export function loadConfiguration(sources?: ConfigurationSources): Configuration {
  const { loadConfiguration: load } = require('./config/load') as { loadConfiguration: typeof Load };
  return load(sources);
}

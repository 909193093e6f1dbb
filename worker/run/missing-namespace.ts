import { ConfigurationError } from '../config/configuration-error';

export function missingNamespace(address: string, namespace: string): ConfigurationError {
  const remedy = `Set TEMPORAL_NAMESPACE to one that it has, or create it (temporal operator namespace create ${namespace}).`;
  return new ConfigurationError([
    { message: `Temporal at ${address} has no namespace ${namespace}. ${remedy}` },
  ]);
}

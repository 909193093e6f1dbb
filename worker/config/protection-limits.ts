import type { ProtectionOptions } from '../../activities';
import type { Settings } from './schema';

/** The limits of the `worker` section as the plugin's option `protection` takes them. */
export function protectionLimits({ worker = {} }: Settings): ProtectionOptions {
  const { maxConcurrentCalls, maxConcurrentCallsPerFunction } = worker;
  return {
    ...(maxConcurrentCalls !== undefined && { maxConcurrentCalls }),
    ...(maxConcurrentCallsPerFunction !== undefined && { maxConcurrentCallsPerFunction }),
  };
}

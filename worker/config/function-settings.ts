import type { RetryRule } from '../../retry/types';
import type { FunctionSettings } from '../../activities';
import type { Settings } from './schema';

/** The `functions` section as the plugin takes it. */
export function functionSettings(settings: Settings): Record<string, FunctionSettings> {
  return Object.fromEntries(
    Object.entries(settings.functions ?? {}).map(([name, { urn, timeout, retry, delivery }]) => [
      name,
      {
        ...(urn !== undefined && { urn }),
        ...(timeout !== undefined && { timeoutMs: timeout }),
        ...(retry !== undefined && { retry: retry.map(retryRule) }),
        ...(delivery !== undefined && { delivery }),
      },
    ]),
  );
}

type Section = NonNullable<NonNullable<Settings['functions']>[string]['retry']>[number];

function retryRule({
  errors,
  maxAttempts,
  interval,
  backoffRate,
  maxInterval,
  jitter,
  onlyTransient,
}: Section): RetryRule {
  return {
    errors,
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(interval !== undefined && { interval }),
    ...(backoffRate !== undefined && { backoffRate }),
    ...(maxInterval !== undefined && { maxInterval }),
    ...(jitter !== undefined && { jitter }),
    ...(onlyTransient !== undefined && { onlyTransient }),
  };
}

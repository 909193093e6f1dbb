import type { Credentials, CredentialsProvider, TokenCredentials } from './credentials';
import { sameCredentials } from './same-credentials';

/** Credentials and how long they are good for. */
export interface Expiring {
  readonly credentials: Credentials | TokenCredentials;
  readonly lifetimeMs: number;
}

export interface RefreshedOptions {
  /** How long before their end new ones are fetched, in milliseconds; at most half of their lifetime. */
  readonly renewBeforeMs: number;
  /** Milliseconds of a clock that only goes forward. Default: `performance.now`. */
  readonly now?: () => number;
}

/** Between two attempts to renew what is still good. */
const PAUSE_AFTER_FAILURE_MS = 10_000;
/** Between two renewals because of a refusal: where new ones are refused as well, the next would be, too. */
const PAUSE_AFTER_REFUSAL_MS = 60_000;

/**
 * A provider that keeps credentials and fetches new ones in time: in the background while the old ones are good, and once
 * for all calls that wait. A renewal that fails is tried again while the old ones last. Those that the service refused are
 * replaced at once, but at most once a minute.
 * @param fetch asks for new credentials
 */
export function refreshed(
  fetch: () => Promise<Expiring>,
  { renewBeforeMs, now = () => performance.now() }: RefreshedOptions,
): CredentialsProvider {
  let current: Expiring['credentials'] | undefined;
  let renewAt = 0;
  let endsAt = 0;
  let replaceableAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Expiring['credentials']> | undefined;

  const renew = () => {
    underWay ??= fetch()
      .then(({ credentials, lifetimeMs }) => {
        current = credentials;
        endsAt = now() + lifetimeMs;
        renewAt = endsAt - Math.min(renewBeforeMs, lifetimeMs / 2);
        return credentials;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };

  const renewInBackground = () => {
    renewAt = now() + PAUSE_AFTER_FAILURE_MS;
    renew().catch(() => undefined);
  };

  const provider: CredentialsProvider = () => {
    if (current === undefined || now() >= endsAt) return renew();
    if (now() >= renewAt) renewInBackground();
    return Promise.resolve(current);
  };
  provider.expire = (refused) => {
    // A call that began with older ones says nothing about those that are there now.
    if (current === undefined || !sameCredentials(current, refused) || now() < replaceableAt) return;
    replaceableAt = now() + PAUSE_AFTER_REFUSAL_MS;
    current = undefined;
  };
  return provider;
}

import type { Credentials, CredentialsProvider, TokenCredentials } from './credentials';

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
/** Younger credentials that are refused are not too old: the next ones would be refused as well. */
const MIN_AGE_MS = 60_000;

/**
 * A provider that keeps credentials and fetches new ones in time: in the background while the old ones are good, and once
 * for all calls that wait. A renewal that fails is tried again while the old ones last.
 * @param fetch asks for new credentials
 */
export function refreshed(
  fetch: () => Promise<Expiring>,
  { renewBeforeMs, now = () => performance.now() }: RefreshedOptions,
): CredentialsProvider {
  let current: Expiring['credentials'] | undefined;
  let renewAt = 0;
  let endsAt = 0;
  let fetchedAt = 0;
  let underWay: Promise<Expiring['credentials']> | undefined;

  const renew = () => {
    underWay ??= fetch()
      .then(({ credentials, lifetimeMs }) => {
        current = credentials;
        fetchedAt = now();
        endsAt = fetchedAt + lifetimeMs;
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
  provider.expire = () => {
    if (now() - fetchedAt >= MIN_AGE_MS) current = undefined;
  };
  return provider;
}

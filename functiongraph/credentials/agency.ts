import { headerText } from '../decode/header-values';
import { parseObject } from '../decode/parse-object';
import { fetchOnce, type OneRequest, refusedOnce } from '../http/fetch-once';
import type { CredentialsProvider } from './credentials';
import { lifetimeMs } from './lifetime';
import { type Expiring, refreshed } from './refreshed';

export interface AgencyCredentialsOptions {
  /** Address of the metadata service. Default: `http://169.254.169.254`, which every cloud server and node has. */
  readonly endpoint?: string;
  /** Time for one request in milliseconds. Default 5 000. */
  readonly timeoutMs?: number;
}

/** The keys are good for an hour, and new ones are there 10 minutes before. */
const RENEW_BEFORE_MS = 8 * 60 * 1000;
const LIFETIME_MS = 30 * 60 * 1000;
const SESSION_SECONDS = 6 * 60 * 60;

/**
 * Temporary keys of the agency that a cloud server (ECS, CCE node) was given, from its metadata service.
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html
 */
export function agencyCredentials(options: AgencyCredentialsOptions = {}): CredentialsProvider {
  return refreshed(() => fetchKeys(options), { renewBeforeMs: RENEW_BEFORE_MS });
}

async function fetchKeys(options: AgencyCredentialsOptions): Promise<Expiring> {
  const { endpoint = 'http://169.254.169.254', timeoutMs = 5_000 } = options;
  const session = await openSession(endpoint, timeoutMs);
  const request: OneRequest = {
    what: `Getting the keys of this server's agency from ${endpoint}`,
    method: 'GET',
    url: new URL('/openstack/latest/securitykey', endpoint),
    headers: session === undefined ? {} : { 'x-metadata-token': session },
    timeoutMs,
    secrets: session === undefined ? [] : [session],
  };
  const answer = await fetchOnce(request);
  if (answer.status !== 200) throw refusedOnce(request, answer);
  const keys = parseObject(answer.body.toString())?.['credential'] as Record<string, unknown> | undefined;
  const { access, secret, securitytoken, expires_at: end } = keys ?? {};
  if (typeof access !== 'string' || typeof secret !== 'string' || typeof securitytoken !== 'string') {
    throw new Error(`${request.what} failed: the answer holds no keys. Give the server an agency.`);
  }
  return {
    credentials: { accessKey: access, secretKey: secret, securityToken: securitytoken },
    lifetimeMs: lifetimeMs(end, answer.headers) ?? LIFETIME_MS,
  };
}

/** Version 2 of the service asks for a session first; a server that has it not is asked without one. */
async function openSession(endpoint: string, timeoutMs: number): Promise<string | undefined> {
  const answer = await fetchOnce({
    what: `Opening a session with ${endpoint}`,
    method: 'PUT',
    url: new URL('/meta-data/latest/api/token', endpoint),
    headers: { 'x-metadata-token-ttl-seconds': String(SESSION_SECONDS) },
    timeoutMs,
    secrets: [],
  });
  if (answer.status !== 200) return undefined;
  return headerText(answer.headers, 'x-metadata-token') ?? (answer.body.toString().trim() || undefined);
}

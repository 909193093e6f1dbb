import { parseObject } from '../decode/parse-object';
import { refusal } from '../errors/refusal';
import { fetchOnce, type OneRequest, refusedOnce } from '../http/fetch-once';
import { headerText } from '../decode/header-values';
import type { CredentialsProvider } from './credentials';
import { lifetimeMs } from './lifetime';
import { type Expiring, refreshed } from './refreshed';

export interface PasswordCredentialsOptions {
  /** Such as `cn-north-4`. */
  readonly region: string;
  /** The project that the token is for. */
  readonly projectId: string;
  /** The IAM user. */
  readonly userName: string;
  readonly password: string;
  /** The account that the user belongs to. */
  readonly domainName: string;
  /** Base address of IAM. Default: `https://iam.<region>.myhuaweicloud.com`. */
  readonly endpoint?: string;
  /** Time for one request to IAM in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
}

/** Tokens are good for 24 hours. */
const RENEW_BEFORE_MS = 30 * 60 * 1000;
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * Tokens of IAM for a user's password, fetched when the first call needs one and renewed half an hour before they end.
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 */
export function passwordCredentials(options: PasswordCredentialsOptions): CredentialsProvider {
  for (const key of ['userName', 'password', 'domainName', 'projectId'] as const) {
    if (!options[key]) {
      throw refusal(
        'FunctionGraph.Unauthorized',
        `No usable credentials: ${key} is missing. Give user, password, account and project.`,
      );
    }
  }
  return refreshed(() => fetchToken(options), { renewBeforeMs: RENEW_BEFORE_MS });
}

async function fetchToken(options: PasswordCredentialsOptions): Promise<Expiring> {
  const { region, userName, password, domainName, projectId, timeoutMs = 10_000 } = options;
  const endpoint = options.endpoint ?? `https://iam.${region}.myhuaweicloud.com`;
  const user = { name: userName, password, domain: { name: domainName } };
  const identity = { methods: ['password'], password: { user } };
  const request: OneRequest = {
    what: `Getting a token for ${userName} from ${endpoint}`,
    method: 'POST',
    url: new URL('/v3/auth/tokens', endpoint),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope: { project: { id: projectId } } } }),
    timeoutMs,
    secrets: [password],
  };
  const answer = await fetchOnce(request);
  const token = headerText(answer.headers, 'x-subject-token');
  if (answer.status >= 300) throw refusedOnce(request, answer);
  if (token === undefined) throw new Error(`${request.what} failed: the answer holds no token.`);
  const body = parseObject(answer.body.toString())?.['token'] as { expires_at?: unknown } | undefined;
  return { credentials: { token }, lifetimeMs: lifetimeMs(body?.expires_at, answer.headers) ?? LIFETIME_MS };
}

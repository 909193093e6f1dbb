import { FunctionGraphError } from '../../functiongraph/function-graph-error';
import { ObjectStoreError, type ObjectStoreProblem } from './object-store-error';

interface Answer {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

interface Verdict {
  readonly problem: ObjectStoreProblem;
  readonly transient?: true;
  readonly remedy: string;
}

const WRONG_KEY: Verdict = {
  problem: 'Denied',
  remedy:
    'the credentials are not accepted there. Check HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, and the region',
};

/** By the code that S3 and OBS answer with: https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0115.html */
const BY_CODE: Readonly<Record<string, Verdict>> = {
  NoSuchKey: { problem: 'NotFound', remedy: 'there is no such object. Check the key' },
  NoSuchBucket: { problem: 'NotFound', remedy: 'there is no such bucket. Check its name and the region' },
  InvalidAccessKeyId: WRONG_KEY,
  SignatureDoesNotMatch: WRONG_KEY,
  ExpiredToken: { ...WRONG_KEY, remedy: 'the temporary keys have expired. Renew them' },
  PreconditionFailed: { problem: 'Changed', remedy: 'it was changed since reading it began; start again' },
  InvalidRange: { problem: 'Changed', remedy: 'it became shorter since reading it began; start again' },
};

/** What became of a request, in our words: the service's own text may quote what was signed. */
export function obsFailure(where: string, error: unknown): Error {
  if (error instanceof ObjectStoreError) return error;
  // Of credentials that cannot be had.
  if (error instanceof FunctionGraphError)
    return new ObjectStoreError(`${where}: ${error.message}`, 'Denied', error.transient);
  const { name, $metadata: { httpStatusCode: status, requestId } = {} } = error as Answer;
  const said = String(status === undefined ? (networkCode(error as Answer) ?? name) : name);
  const {
    problem,
    transient = false,
    remedy,
  } = BY_CODE[said] ?? (status === undefined ? withoutAnswer(error as Answer) : byStatus(status));
  const facts = [status === undefined ? said : `${status} ${said}`, requestId && `request ${requestId}`];
  return new ObjectStoreError(
    `${where}: ${remedy} (${facts.filter(Boolean).join(', ')}).`,
    problem,
    transient,
  );
}

function withoutAnswer(error: Answer): Verdict {
  return error.name === 'TimeoutError' || networkCode(error) !== undefined
    ? { problem: 'Unreachable', transient: true, remedy: 'the service cannot be reached' }
    : { problem: 'Failed', remedy: 'the request could not be made' };
}

/** `ECONNREFUSED`; the library wraps what it does not take for an Error, and keeps only the text. */
function networkCode({ code, message }: Answer): string | undefined {
  if (typeof code === 'string' && !/^ERR_(?!SSL|TLS)/.test(code)) return code;
  return /\bE[A-Z]{4,}\b/.exec(String(message))?.[0];
}

function byStatus(status: number): Verdict {
  if (status === 401 || status === 403)
    return { problem: 'Denied', remedy: 'access was denied. Check what the credentials may do there' };
  if (status === 404) return { problem: 'NotFound', remedy: 'it is not there. Check both names' };
  if (status === 412) return BY_CODE['PreconditionFailed'] as Verdict;
  if (status === 416) return BY_CODE['InvalidRange'] as Verdict;
  if (status === 429 || status >= 500)
    return { problem: 'Failed', transient: true, remedy: 'the service could not answer' };
  return { problem: 'Failed', remedy: 'the service refused the request' };
}

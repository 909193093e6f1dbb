import type { Auth } from './credentials/credentials';
import { checkAuth } from './check-auth';
import { refusal } from './errors/refusal';
import { regionEndpoint, REGIONS } from './regions';

export interface FunctionGraphClientOptions {
  /** Region of the functions, such as `cn-north-4`. Without `endpoint` it must be one that the service has. */
  readonly region: string;
  /** Project of functions that are named without one. */
  readonly projectId: string;
  /** Base address, for other clouds and local servers. Default: `https://functiongraph.<region>.myhuaweicloud.com`. */
  readonly endpoint?: string;
  /** An access key pair, a token, or an async function that is asked before each call. */
  readonly auth: Auth;
  /**
   * Time for a whole call in milliseconds, from `invoke` to the last byte of the answer. Default 90 000, which is also the
   * most: the gateway answers no synchronous call that takes longer.
   */
  readonly timeoutMs?: number;
  /** Connections open at once; further calls wait in line while their time runs. Default 100. */
  readonly maxConnections?: number;
  /**
   * How results are asked for. Default `v1`: its envelope says whether the function succeeded, so that no other page that
   * is answered with status 200 on the way can pass for a result. `v0` is the bare return value, which saves parsing
   * twice. An answer is read as the format that it says it is.
   */
  readonly responseVersion?: 'v0' | 'v1';
}

export interface CheckedOptions {
  readonly region: string;
  readonly projectId: string;
  readonly origin: string;
  readonly auth: Auth;
  readonly timeoutMs: number;
  readonly maxConnections: number;
  readonly responseVersion: 'v0' | 'v1';
}

export const MAX_TIMEOUT_MS = 90_000;

/** @throws FunctionGraphError that names the option, what was given, and what a right value looks like. */
export function checkOptions(options: FunctionGraphClientOptions): CheckedOptions {
  const { region, projectId, endpoint, auth, maxConnections = 100, responseVersion = 'v1' } = options;
  if (!Number.isInteger(maxConnections) || maxConnections < 1) {
    throw invalid(`maxConnections is ${String(maxConnections)}. Give a whole number, at least 1.`);
  }
  if (responseVersion !== 'v0' && responseVersion !== 'v1') {
    throw invalid(`responseVersion is ${JSON.stringify(responseVersion)}. Give "v0" or "v1".`);
  }
  checkAuth(auth);
  return {
    region: checkRegion(region, endpoint),
    projectId: checkProjectId(projectId, endpoint),
    origin: endpoint === undefined ? regionEndpoint(region) : checkEndpoint(endpoint),
    auth,
    timeoutMs: checkTimeout(options.timeoutMs ?? MAX_TIMEOUT_MS),
    maxConnections,
    responseVersion,
  };
}

export function checkTimeout(timeoutMs: number): number {
  if (typeof timeoutMs === 'number' && timeoutMs >= 1 && timeoutMs <= MAX_TIMEOUT_MS) return timeoutMs;
  const remedy =
    timeoutMs > MAX_TIMEOUT_MS
      ? 'The gateway answers no synchronous call that takes longer than 90 s: shorten it, or call invokeAsync.'
      : `Give milliseconds from 1 to ${MAX_TIMEOUT_MS}.`;
  throw invalid(`timeoutMs is ${String(timeoutMs)}. ${remedy}`);
}

function checkRegion(region: string, endpoint: string | undefined): string {
  if (typeof region !== 'string' || !/^[a-z0-9-]{1,64}$/.test(region)) {
    throw invalid(`region is ${JSON.stringify(region)}. Give one such as "cn-north-4".`);
  }
  if (endpoint === undefined && !REGIONS.includes(region)) {
    throw invalid(
      `region "${region}" is not known. Known are ${REGIONS.join(', ')}. For any other give "endpoint" as well.`,
    );
  }
  return region;
}

function checkProjectId(projectId: string, endpoint: string | undefined): string {
  const pattern = endpoint === undefined ? /^[0-9A-Za-z]{32}$/ : /^[0-9A-Za-z_-]{1,64}$/;
  if (typeof projectId === 'string' && pattern.test(projectId)) return projectId;
  throw invalid(
    `projectId is ${JSON.stringify(projectId)}. Give the project's id (32 letters and digits, in the console under ` +
      `"My Credentials"), not its name.`,
  );
}

function checkEndpoint(endpoint: string): string {
  const remedy = 'Give a base address such as https://functiongraph.cn-north-4.myhuaweicloud.com.';
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid(`endpoint is not an http or https address. ${remedy}`);
  if (url.username || url.password)
    throw invalid(`endpoint contains credentials: they belong into "auth". ${remedy}`);
  if (url.pathname !== '/' || url.search || url.hash) {
    throw invalid(`endpoint ${url.origin} is followed by a path or query. ${remedy}`);
  }
  return url.origin;
}

function invalid(what: string) {
  return refusal('FunctionGraph.InvalidRequest', `Invalid FunctionGraph client option: ${what}`);
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from 'undici';
import { checkCredentials, secretsOf } from '../check-auth';
import type { CheckedOptions } from '../client-options';
import type { Credentials, CredentialsProvider, TokenCredentials } from '../credentials/credentials';
import { sameCredentials } from '../credentials/same-credentials';
import type { Call } from '../decode/call';
import { credentialsFailure } from '../decode/credentials-failure';
import { networkFailure, timeoutFailure } from '../decode/network-failure';
import { refusal } from '../errors/refusal';
import { authenticate, type UnsignedRequest } from './authenticate';
import { createPool } from './create-pool';
import { decompress } from './decompress';
import { type Answer, exchange } from './exchange';
import { ServerClock } from './server-clock';
import { TIME_IS_UP, within } from './within';

export interface GatewayRequest extends UnsignedRequest {
  /** `Invoking resize`, the subject of error messages. */
  readonly what: string;
  /** As it is sent, with its query. */
  readonly path: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes: (headers: IncomingHttpHeaders) => number;
}

export interface GatewayAnswer {
  readonly call: Call;
  readonly answer: Answer;
  /** The answer showed that this machine's clock is wrong; later requests are signed with the right time. */
  readonly clockCorrected: boolean;
}

/** Sends requests with credentials to one endpoint. */
export class Gateway {
  readonly #pool: Pool;
  readonly #host: string;
  readonly #auth: CheckedOptions['auth'];
  readonly #clock = new ServerClock();
  #closing: Promise<void> | undefined;
  #lastRefused: Credentials | TokenCredentials | undefined;
  /** The answer that refused them first, while the provider is asked for others. */
  #replacing: Promise<GatewayAnswer> | undefined;

  constructor(options: Pick<CheckedOptions, 'origin' | 'auth' | 'maxConnections'>) {
    this.#pool = createPool(options.origin, options.maxConnections);
    this.#host = new URL(options.origin).host;
    this.#auth = options.auth;
  }

  /**
   * Sends a request once and waits for its answer.
   * @throws FunctionGraphError when there is none, and the reason of the signal when it aborts.
   */
  async send(request: GatewayRequest): Promise<GatewayAnswer> {
    if (this.#closing) throw closed(request.what);
    const startedAt = performance.now();
    const call = { what: request.what, timeoutMs: request.timeoutMs, secrets: noSecrets };
    if (this.#replacing !== undefined) return this.#refusedUnsent(call, this.#replacing, request.signal);
    const credentials =
      typeof this.#auth === 'function' ? await this.#ask(this.#auth, call, request.signal) : this.#auth;
    return this.#exchange(request, credentials, startedAt);
  }

  /** Refuses further calls, waits for those under way, and closes the connections. */
  close(): Promise<void> {
    this.#closing ??= this.#pool.close();
    return this.#closing;
  }

  async #exchange(
    request: GatewayRequest,
    credentials: Credentials | TokenCredentials,
    startedAt: number,
  ): Promise<GatewayAnswer> {
    const { what, method, path, body, timeoutMs, signal, maxBytes } = request;
    const headers = authenticate(request, this.#host, credentials, this.#clock.now(Date.now()));
    const limits = { timeoutMs: Math.max(1, timeoutMs - (performance.now() - startedAt)), signal, maxBytes };
    const outcome = await exchange(this.#pool, { method, path, headers, body: body ?? null }, limits);
    const call = { what, timeoutMs, secrets: () => [...secretsOf(credentials), ...signatureIn(headers)] };
    if (!('status' in outcome)) throw networkFailure(call, outcome);
    const clockCorrected = this.#clock.observe(outcome.status, outcome.headers, Date.now());
    const answered = async (about: Call): Promise<GatewayAnswer> => {
      const packed = outcome.headers['content-encoding'] !== undefined;
      const answer = packed ? await decompress(outcome, maxBytes(outcome.headers)) : outcome;
      return { call: about, answer, clockCorrected };
    };
    if (outcome.status !== 401) return answered(call);
    const leftMs = timeoutMs - (performance.now() - startedAt);
    return this.#refused(credentials, leftMs, signal, (renewed) =>
      answered(renewed ? { ...call, credentialsRenewed: true } : call),
    );
  }

  /** The first answer that refuses some credentials holds other calls back while the provider is asked for new ones. */
  async #refused(
    credentials: Credentials | TokenCredentials,
    leftMs: number,
    signal: AbortSignal | undefined,
    answered: (renewed: boolean) => Promise<GatewayAnswer>,
  ): Promise<GatewayAnswer> {
    if (this.#replacing !== undefined) await within(this.#replacing, leftMs, signal).catch(() => undefined);
    const isFirst = this.#lastRefused === undefined || !sameCredentials(this.#lastRefused, credentials);
    const answer = this.#renewed(credentials, leftMs, signal).then(answered);
    if (!isFirst || typeof this.#auth !== 'function') return answer;
    this.#lastRefused = credentials;
    this.#replacing = answer.finally(() => {
      this.#replacing = undefined;
    });
    return this.#replacing;
  }

  /** A call that comes meanwhile is refused as the first was: sent, all of them together would try the new credentials. */
  async #refusedUnsent(
    { what, timeoutMs }: Call,
    replacing: Promise<GatewayAnswer>,
    signal: AbortSignal | undefined,
  ): Promise<GatewayAnswer> {
    try {
      const refused = await within(replacing, timeoutMs, signal);
      return { ...refused, call: { ...refused.call, what, timeoutMs } };
    } catch (error) {
      if (error === TIME_IS_UP) throw timeoutFailure({ what, timeoutMs, secrets: noSecrets }, false);
      throw error;
    }
  }

  /** Whether the next call is sent with other credentials than these, which were refused. */
  async #renewed(
    refused: Credentials | TokenCredentials,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    if (typeof this.#auth !== 'function') return false;
    try {
      this.#auth.expire?.(refused);
      return !sameCredentials(await within(this.#auth(), timeoutMs, signal), refused);
    } catch {
      // It has no others yet: the next call waits for them, or says why it has none.
      return true;
    }
  }

  async #ask(
    provider: CredentialsProvider,
    call: Call,
    signal: AbortSignal | undefined,
  ): Promise<Credentials | TokenCredentials> {
    try {
      const credentials = await within(provider(), call.timeoutMs, signal);
      checkCredentials(`${call.what} failed: the provider of credentials`, credentials);
      return credentials;
    } catch (error) {
      if (error === TIME_IS_UP) throw timeoutFailure(call, false);
      if (signal?.aborted && error === signal.reason) throw error;
      throw credentialsFailure(call, error);
    }
  }
}

/** Good for 15 minutes to whoever reads it. */
function signatureIn(headers: readonly string[]): string[] {
  const authorization = headers[headers.indexOf('authorization') + 1] ?? '';
  return /(?<=Signature=)\w+/.exec(authorization) ?? [];
}

function noSecrets(): readonly string[] {
  return [];
}

function closed(what: string) {
  return refusal(
    'FunctionGraph.InvalidRequest',
    `${what} was refused: the client is closed. Close it when no further calls will come.`,
  );
}

import {
  type CheckedOptions,
  checkOptions,
  checkTimeout,
  type FunctionGraphClientOptions,
} from './client-options';
import { decodeAccepted } from './decode/accepted-answer';
import { answerFacts } from './decode/answer-facts';
import { decodeInvocation, maxAnswerBytes } from './decode/invocation-answer';
import { serviceFailure } from './decode/service-failure';
import { encodeEvent, MAX_ASYNC_EVENT_BYTES, MAX_EVENT_BYTES } from './encode-event';
import { Gateway } from './http/gateway';
import type {
  AsyncInvocation,
  FunctionInvoker,
  Invocation,
  InvokeAsyncOptions,
  InvokeOptions,
} from './invocation';
import { checkMemory } from './memory-sizes';
import { canonicalUri } from './signing/canonical-uri';
import { Targets } from './target';

type Header = readonly [name: string, value: string];

const CONTENT_TYPE: Header = ['content-type', 'application/json'];
const LOG_TAIL: Header = ['x-cff-log-type', 'tail'];
const SMALL_ANSWER_BYTES = 1024 * 1024;

/**
 * Calls functions of one region over HTTP. Each call is sent once, signed for itself; a call that gave no result throws a
 * {@link FunctionGraphError}, which says whether the function ran. Retrying is the caller's business.
 */
export class FunctionGraphClient implements FunctionInvoker {
  readonly region: string;
  readonly projectId: string;
  readonly endpoint: string;
  readonly #options: CheckedOptions;
  readonly #gateway: Gateway;
  readonly #targets: Targets;
  readonly #asyncTargets: Targets;
  readonly #version: Header;

  constructor(options: FunctionGraphClientOptions) {
    const checked = checkOptions(options);
    this.region = checked.region;
    this.projectId = checked.projectId;
    this.endpoint = checked.origin;
    this.#options = checked;
    this.#gateway = new Gateway(checked);
    this.#targets = new Targets('invocations', checked);
    this.#asyncTargets = new Targets('invocations-async', checked);
    this.#version = ['x-cff-request-version', checked.responseVersion];
  }

  /**
   * Calls a function and waits for its result.
   * @param fn a name, a short form or a URN; see {@link parseFunctionUrn}
   * @param event any JSON value, at most 6 MB; `undefined` is sent as `{}`
   * @throws FunctionGraphError; when the signal aborts, its reason
   * @see https://support.huaweicloud.com/intl/en-us/api-functiongraph/functiongraph_06_0125.html
   */
  async invoke(fn: string, event: unknown, options: InvokeOptions = {}): Promise<Invocation> {
    const target = this.#targets.get(fn);
    const headers: Header[] = [CONTENT_TYPE];
    if (options.memoryMb !== undefined) {
      headers.push(['x-cff-instance-memory', checkMemory(target.what, options.memoryMb)]);
    }
    if (options.logs === true) headers.push(LOG_TAIL);
    headers.push(this.#version, target.project);
    const { call, answer } = await this.#gateway.send({
      what: target.what,
      method: 'POST',
      path: target.path,
      uri: target.uri,
      query: '',
      headers,
      body: encodeEvent(target.what, event, MAX_EVENT_BYTES),
      timeoutMs: this.#timeout(options),
      signal: options.signal,
      maxBytes: maxAnswerBytes,
    });
    return decodeInvocation(call, this.#options.responseVersion, answer);
  }

  /**
   * Hands a call over to the platform, which runs it later and keeps its result to itself.
   * @param event any JSON value, at most 256 KB
   */
  async invokeAsync(fn: string, event: unknown, options: InvokeAsyncOptions = {}): Promise<AsyncInvocation> {
    const target = this.#asyncTargets.get(fn);
    const headers: Header[] = [CONTENT_TYPE];
    if (options.memoryMb !== undefined) {
      headers.push(['x-cff-instance-memory', checkMemory(target.what, options.memoryMb)]);
    }
    headers.push(target.project);
    const { call, answer } = await this.#gateway.send({
      what: target.what,
      method: 'POST',
      path: target.path,
      uri: target.uri,
      query: '',
      headers,
      body: encodeEvent(target.what, event, MAX_ASYNC_EVENT_BYTES),
      timeoutMs: this.#timeout(options),
      signal: options.signal,
      maxBytes: () => SMALL_ANSWER_BYTES,
    });
    return decodeAccepted(call, answer);
  }

  /**
   * Proves that the endpoint is there and takes the credentials, by one read call that runs nothing. A wrong clock that it
   * finds is corrected, and asked again once.
   * @throws FunctionGraphError when not
   */
  async checkAccess(options: Pick<InvokeOptions, 'signal' | 'timeoutMs'> = {}): Promise<void> {
    const first = await this.#listOne(options);
    const refused = first.answer.status === 401 || first.answer.status === 403;
    const { call, answer } = refused && first.clockCorrected ? await this.#listOne(options) : first;
    if (answer.status < 200 || answer.status > 299)
      throw serviceFailure(call, answer, answerFacts(answer.headers));
  }

  /** Refuses further calls, waits for those under way, and closes the connections. */
  close(): Promise<void> {
    return this.#gateway.close();
  }

  #listOne(options: Pick<InvokeOptions, 'signal' | 'timeoutMs'>) {
    const path = `/v2/${this.projectId}/fgs/functions`;
    return this.#gateway.send({
      what: `Checking access to ${this.endpoint}`,
      method: 'GET',
      path: `${path}?maxitems=1`,
      uri: canonicalUri(path),
      query: 'maxitems=1',
      headers: [CONTENT_TYPE, ['x-project-id', this.projectId]],
      body: undefined,
      timeoutMs: this.#timeout(options),
      signal: options.signal,
      maxBytes: () => SMALL_ANSWER_BYTES,
    });
  }

  #timeout({ timeoutMs }: Pick<InvokeOptions, 'timeoutMs'>): number {
    return timeoutMs === undefined ? this.#options.timeoutMs : checkTimeout(timeoutMs);
  }
}

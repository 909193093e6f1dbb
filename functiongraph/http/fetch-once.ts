import { serviceFailure } from '../decode/service-failure';
import { answerFacts } from '../decode/answer-facts';
import type { Call } from '../decode/call';
import { networkFailure } from '../decode/network-failure';
import { lostAnswer } from '../decode/unreadable-answer';
import { createPool } from './create-pool';
import { type Answer, exchange } from './exchange';

export interface OneRequest {
  /** `Getting a token`, the subject of error messages. */
  readonly what: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** What must not stand in an error message. */
  readonly secrets: readonly string[];
}

const MAX_BYTES = 1024 * 1024;

/** A request that comes once in hours: its connection is closed after it. Returns any whole answer, whatever its status. */
export async function fetchOnce(request: OneRequest): Promise<Answer> {
  const { method, url, headers = {}, body, timeoutMs } = request;
  const pool = createPool(url.origin, 1);
  try {
    const path = `${url.pathname}${url.search}`;
    const limits = { timeoutMs, maxBytes: () => MAX_BYTES };
    const outcome = await exchange(pool, { method, path, headers, body: body ?? null }, limits);
    if (!('status' in outcome)) throw networkFailure(callOf(request), outcome);
    if (outcome.incomplete) throw lostAnswer(callOf(request), outcome, answerFacts(outcome.headers));
    return outcome;
  } finally {
    await pool.close();
  }
}

/** The error for an answer whose status is no success. */
export function refusedOnce(request: OneRequest, answer: Answer): Error {
  return serviceFailure(callOf(request), answer, answerFacts(answer.headers));
}

function callOf({ what, timeoutMs, secrets }: OneRequest): Call {
  return { what, timeoutMs, secrets: () => secrets };
}

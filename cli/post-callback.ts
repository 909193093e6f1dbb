import type { CallbackOutcome } from '../activities';
import { TemporalUnreachableError } from '../worker/run/temporal-unreachable-error';
import type { Delivery } from '../worker/callbacks/deliver-callback';
import { UsageError } from './usage-error';

const WITHIN_MS = 15_000;
const DELIVERED: Readonly<Record<number, Delivery>> = {
  200: 'accepted',
  404: 'unknown',
  409: 'repeated',
  410: 'stale',
};

/** Sends a callback to a worker's HTTP port, as a function does. */
export async function postCallback(url: string, token: string, outcome: CallbackOutcome): Promise<Delivery> {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new UsageError(
      `--url ${url}: give the address of a worker's HTTP port, for example http://localhost:8080.`,
    );
  const target = `${url.replace(/\/+$/, '')}/callback/${encodeURIComponent(token)}`;
  const { status, text } = await post(target, JSON.stringify(outcome));
  const delivery = saysResult(text) ? DELIVERED[status] : undefined;
  if (delivery !== undefined) return delivery;
  if (status === 400 || status === 403 || status === 413) throw new UsageError(`${errorIn(text)}.`);
  throw new TemporalUnreachableError(`${url} answered ${status}: ${errorIn(text)}`);
}

async function post(target: string, body: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    const response = await fetch(target, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { cause, message } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new TemporalUnreachableError(`${new URL(target).origin} is not reachable: ${reason}`, {
      cause: error,
    });
  }
}

/** Some other server's page may have the same status. */
function saysResult(text: string): boolean {
  return parsed(text)['result'] !== undefined;
}

function errorIn(body: string): string {
  const { error, message } = parsed(body);
  const text = error ?? message;
  return typeof text === 'string' ? text : 'no callback is taken there';
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

import type { IncomingMessage } from 'node:http';
import type { Client } from '@temporalio/client';
import type { CallbackKeys } from '../../activities';
import type { HttpAnswer, Route } from '../http/http-server';
import { readBody } from '../http/read-body';
import { checkOutcome, MAX_CALLBACK_BYTES } from './callback-outcome';
import { deliverCallback, DELIVERIES, type Delivery } from './deliver-callback';

const STATUS: Readonly<Record<Delivery, number>> = {
  accepted: 200,
  unknown: 404,
  repeated: 409,
  stale: 410,
  unanswered: 503,
};

/**
 * `POST /callback/{token}` with `{"output": …}`, `{"error": "NAME", "cause": "TEXT"}` or `{"heartbeat": true}`. Answers 200
 * where the task took it, 400 for what is no callback, 403 for a token that is not ours, 404 for a run that is not known,
 * 409 for a token that was used before, 410 for a task that waits no more, 413 for more than 257 KiB, and 503 where it
 * should be sent again.
 * @param keys absent: every callback is answered with 503, and why
 * @param client absent while the worker is not connected
 */
export function callbackRoute(keys: CallbackKeys | undefined, client: () => Client | undefined): Route {
  return {
    method: 'POST',
    path: '/callback/{token}',
    answer: async (token, request) => {
      if (keys === undefined)
        return said(503, 'this worker takes no callbacks: FUNCTIONGRAPH_CALLBACK_KEY is not set');
      const verdict = keys.verify(token);
      if ('problem' in verdict)
        return verdict.problem === 'malformed'
          ? said(400, 'this is no whole token; send it as the task got it')
          : said(403, 'this token was not signed with a key of this worker, or was changed since');
      const connected = client();
      if (connected === undefined)
        return said(503, 'this worker has no connection to Temporal yet; send it again');
      const outcome = await outcomeIn(request);
      if ('status' in outcome) return outcome;
      const delivery = await deliverCallback(connected, verdict.token, outcome);
      return { status: STATUS[delivery], body: { result: delivery, message: DELIVERIES[delivery] } };
    },
  };
}

async function outcomeIn(request: IncomingMessage): Promise<ReturnType<typeof checkOutcome> | HttpAnswer> {
  const text = await readBody(request, MAX_CALLBACK_BYTES);
  if (text === undefined)
    return said(
      413,
      `a callback has at most ${MAX_CALLBACK_BYTES} bytes; store large data, and send where it is`,
    );
  try {
    return checkOutcome(JSON.parse(text));
  } catch (error) {
    return said(
      400,
      error instanceof SyntaxError ? `the body is not JSON: ${error.message}` : (error as Error).message,
    );
  }
}

function said(status: number, error: string): HttpAnswer {
  return { status, body: { error } };
}

import { Context } from '@temporalio/activity';
import { type CallFailure, lostCall, refusedCall } from '../call-failure';
import { type CallbackKeys, withSignedToken } from '../callbacks';
import { cancelled, finalFailure } from '../step-failure';
import { stopOf } from '../stop';
import { unknownVersion } from '../unknown-version';
import { type PlannedRequest, planRequest } from './http-arguments';
import type { HttpSecret } from './http-secrets';
import { HttpSender } from './send';
import { type HttpActivities, type HttpRequest, INVOKE_HTTP_ACTIVITY } from './wire';

/** The service's limit where the task has no TimeoutSeconds. */
const DEFAULT_TIMEOUT_MS = 60_000;

const HEARTBEAT_MS = 2000;
const FIRST_TRY = { attempt: 0, counts: [], tries: 1 };

export interface HttpOptions {
  readonly secrets: Readonly<Record<string, HttpSecret>>;
  readonly keys: CallbackKeys | undefined;
}

/** `http:invoke`: one try of one request. Whether there is another is the pipeline's business. */
export function createHttpActivities({ secrets, keys }: HttpOptions): HttpActivities {
  const sender = new HttpSender();
  return {
    async invokeHttp(request) {
      if (request?.v !== 1) throw unknownVersion(INVOKE_HTTP_ACTIVITY, request);
      const planned = planOf(request, secrets, keys);
      const { timeoutMs = DEFAULT_TIMEOUT_MS } = request;
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      try {
        const limit = { timeoutMs, asked: request.timeoutMs !== undefined };
        const outcome = await sender.send(planned, limit, context.cancellationSignal);
        if ('result' in outcome) return { v: 1, output: outcome.result };
        throw failed(context, planned.label, outcome.failure);
      } catch (error) {
        if (!context.cancellationSignal.aborted || error !== context.cancellationSignal.reason) throw error;
        throw stopped(context, planned.label);
      } finally {
        clearInterval(beat);
      }
    },
  };
}

function planOf(
  request: HttpRequest,
  secrets: HttpOptions['secrets'],
  keys: HttpOptions['keys'],
): PlannedRequest {
  const args = withSignedToken('http:invoke', request.arguments, request.token, keys);
  try {
    return planRequest(args, secrets);
  } catch (error) {
    const failure = refusedCall('INVALID_ARGUMENTS', `nothing was sent: ${(error as Error).message}`);
    throw finalFailure('http:invoke', failure, { ...FIRST_TRY, tries: 0 }, 'the arguments must change first');
  }
}

function failed({ log }: Context, label: string, failure: CallFailure): Error {
  const { code, executed, names } = failure;
  log.warn('HTTP call failed', { endpoint: label, code, executed, outcome: names[0] });
  return finalFailure(label, failure, FIRST_TRY, 'one try each; the rules of the task decide');
}

/** The request was given up in the middle: by the run's cancellation, or because this worker has to end. */
function stopped(context: Context, label: string): Error {
  const failure = lostCall('the request was given up; whether it took effect is unknown');
  return stopOf(context) === 'cancel'
    ? cancelled(label, failure, FIRST_TRY)
    : failed(context, label, failure);
}

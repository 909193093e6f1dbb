import type { IncomingHttpHeaders } from 'node:http';
import { failureNames } from '../errors/failure-names';
import type { Verdict } from '../errors/verdict';
import { type FunctionError, FunctionGraphError } from '../function-graph-error';
import type { AnswerFacts } from './answer-facts';
import type { Call } from './call';
import { cutRequestId } from './request-id';
import { retryAfterMs } from './retry-after';
import { redact, safeText } from './safe-text';

export interface FailureParts {
  readonly code: string;
  readonly verdict: Verdict;
  /** What happened, for the message: `HTTP 429 FSS.0429: Too many requests.` */
  readonly reason: string;
  readonly status?: number;
  readonly headers?: IncomingHttpHeaders;
  readonly facts?: AnswerFacts;
  readonly functionError?: FunctionError;
  readonly requestId?: string | undefined;
  readonly logs?: string | undefined;
  readonly cause?: Error | undefined;
}

/** The error that callers see. Whatever text of the other side is in it goes through here: it may echo the request. */
export function failure(call: Call, parts: FailureParts): FunctionGraphError {
  const { verdict, facts } = parts;
  const secrets = call.secrets();
  const clean = (text: string | undefined) => (text === undefined ? undefined : redact(text, secrets));
  const code = redact(parts.code, secrets);
  const functionError = parts.functionError && cleanFunctionError(parts.functionError, secrets);
  const givenId = clean(parts.requestId ?? facts?.requestId);
  const requestId = givenId && cutRequestId(givenId);
  const logs = clean(parts.logs ?? facts?.logs);
  const delay = parts.headers && retryAfterMs(parts.headers, Date.now());
  const id = requestId === undefined ? '' : ` (request ${requestId})`;
  const message = `${call.what} failed: ${safeText(parts.reason, secrets)}${id}. ${verdict.hint}`;
  return new FunctionGraphError(
    message,
    {
      code,
      executed: verdict.executed,
      transient: verdict.transient,
      names: failureNames({
        code,
        group: verdict.group,
        executed: verdict.executed,
        timedOut: verdict.timedOut === true,
        ...(functionError && { errorType: functionError.errorType }),
      }),
      ...(parts.status !== undefined && { httpStatus: parts.status }),
      ...(delay !== undefined && { retryAfterMs: delay }),
      ...(requestId !== undefined && { requestId }),
      ...(functionError && { functionError }),
      ...(facts?.summary && { summary: facts.summary }),
      ...(logs !== undefined && { logs }),
      ...(call.credentialsRenewed && { credentialsRenewed: true }),
    },
    parts.cause && { cause: parts.cause },
  );
}

function cleanFunctionError(
  { errorType, errorMessage, stackTrace }: FunctionError,
  secrets: readonly string[],
): FunctionError {
  return {
    errorType: redact(errorType, secrets),
    errorMessage: redact(errorMessage, secrets),
    ...(stackTrace && { stackTrace: stackTrace.map((line) => redact(line, secrets)) }),
  };
}

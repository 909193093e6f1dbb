import type { Executed, FunctionError } from '../functiongraph/function-graph-error';
import type { CallFailure } from './call-failure';
import { cutEnd, cutStart } from './cut-text';
import type { FailureDetails } from './wire';

const MAX_DETAILS_BYTES = 12 * 1024;

/**
 * The failure as it stands in the history: small enough to survive everywhere (the server cuts what it finds too large),
 * so the longest parts are cut, and left out where escaping makes them long again.
 */
export function failureDetails(failure: CallFailure, executed: Executed, tries: number): FailureDetails {
  const { requestId, httpStatus, retryAfterMs, summary, causeText } = failure;
  const short: FailureDetails = {
    code: cutEnd(failure.code, 256),
    executed,
    transient: failure.transient,
    names: failure.names.slice(0, 10).map((name) => cutEnd(name, 256)),
    ...(requestId !== undefined && { requestId: cutEnd(requestId, 256) }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(summary !== undefined && {
      ms: summary.durationMs,
      billedMs: summary.billedDurationMs,
      mb: summary.memoryMb,
      usedMb: summary.memoryUsedMb,
    }),
    tries,
  };
  const functionError = failure.functionError && { functionError: cutFunctionError(failure.functionError) };
  const logs = failure.logs !== undefined && { logs: cutStart(failure.logs, 4096) };
  const cause = causeText !== undefined && { causeText: cutEnd(causeText, 4096) };
  const candidates = [
    { ...short, ...functionError, ...cause, ...logs },
    { ...short, ...functionError, ...cause },
    { ...short, ...functionError },
  ];
  return candidates.find((details) => JSON.stringify(details).length <= MAX_DETAILS_BYTES) ?? short;
}

function cutFunctionError({ errorType, errorMessage, stackTrace }: FunctionError): FunctionError {
  return {
    errorType: cutEnd(errorType, 256),
    errorMessage: cutEnd(errorMessage, 2048),
    ...(stackTrace !== undefined && { stackTrace: stackTrace.slice(0, 12).map((line) => cutEnd(line, 200)) }),
  };
}

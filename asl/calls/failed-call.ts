import type { Failure } from '../../retry';
import { CANCELLED_PROBLEM } from '../engine/problem';
import type { EngineEvent } from '../engine/turn';

export type FailedEvent = Omit<Extract<EngineEvent, { readonly type: 'failed' }>, 'id'>;

/** What is known of a call that failed for good, whichever mode it was made in. */
export interface FailedCall extends Failure {
  readonly message: string;
  readonly code: string;
  readonly requestId?: string;
  readonly functionError?: {
    readonly errorType: string;
    readonly errorMessage: string;
    readonly stackTrace?: readonly string[];
  };
  /** The Cause as it stands. Absent: JSON of the fields above. */
  readonly causeText?: string;
  readonly tries?: number;
}

/** A call that failed, as the engine is told of it: the same error and cause in every mode. */
export function failedCall(failed: FailedCall): FailedEvent {
  const { names, code, executed, transient, retryAfterMs, tries } = failed;
  return {
    type: 'failed',
    error: names[0] ?? code,
    cause: causeOf(failed),
    names,
    executed,
    transient,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(tries !== undefined && { tries }),
  };
}

/** A run that is cancelled: a Catch may see it, no retrier takes it. */
export const CANCELLED_EVENT: FailedEvent = { type: 'failed', ...CANCELLED_PROBLEM };

/** JSON with what the function said, or what failed around it. */
function causeOf({ causeText, functionError, code, requestId, message }: FailedCall): string {
  if (causeText !== undefined) return causeText;
  return JSON.stringify({
    ...(functionError ?? { errorMessage: message }),
    code,
    ...(requestId !== undefined && { requestId }),
  });
}

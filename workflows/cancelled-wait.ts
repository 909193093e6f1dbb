import { CancelledFailure } from '@temporalio/common';
import type { FailureDetails, Resume } from '../activities/wire';
import { CANCELLED_CALL_NAMES } from '../retry';
import { INVOKE_ACTIVITY } from './invoke-activity';
import { asActivityFailure } from './local-failure';

/**
 * A step that was cancelled in a wait between two of its activities fails as one that was cancelled inside an activity
 * does: its details say what the tries before came to.
 */
export function cancelledInWait(
  error: unknown,
  { name, path, resume }: { readonly name: string; readonly path: string; readonly resume: Resume },
): unknown {
  if (!(error instanceof CancelledFailure)) return error;
  const details: FailureDetails = {
    code: 'CANCELLED',
    executed: resume.executed ?? 'no',
    transient: false,
    names: CANCELLED_CALL_NAMES,
    tries: resume.tries,
  };
  const cancelled = new CancelledFailure(`${name}: cancelled; nothing further was sent`, [details]);
  return asActivityFailure(cancelled, { type: INVOKE_ACTIVITY, path });
}

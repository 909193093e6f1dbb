import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { formatMs } from '../retry';
import type { CallFailure } from './call-failure';
import { cutEnd } from './cut-text';
import { failureDetails } from './failure-details';
import { executedOverall, type Progress } from './progress';
import type { FailureDetails } from './wire';

/** The step has failed: no further try by anyone. */
export function finalFailure(
  label: string,
  failure: CallFailure,
  progress: Progress,
  why: string,
): ApplicationFailure {
  return applicationFailure(label, failure, progress, `not retried: ${why}`);
}

/** The attempt has failed; Temporal starts the next one after the delay. */
export function retryLater(
  label: string,
  failure: CallFailure,
  progress: Progress,
  delayMs: number,
): ApplicationFailure {
  // A delay of 0 would mean to the server that no time is left.
  const nextRetryDelay = Math.max(1, Math.ceil(delayMs));
  return applicationFailure(
    label,
    failure,
    progress,
    `next try in ${formatMs(nextRetryDelay)}`,
    nextRetryDelay,
  );
}

/** The step was cancelled; its details tell whether the function may have run. */
export function cancelled(label: string, failure: CallFailure, progress: Progress): CancelledFailure {
  const details = failureDetails(
    failure,
    executedOverall(progress.executed, failure.executed),
    progress.tries,
  );
  return new CancelledFailure(`${label}: cancelled; ${cutEnd(failure.message, 2048)}`, [details]);
}

function applicationFailure(
  label: string,
  failure: CallFailure,
  progress: Progress,
  whatNext: string,
  nextRetryDelay?: number,
): ApplicationFailure {
  const details = failureDetails(
    failure,
    executedOverall(progress.executed, failure.executed),
    progress.tries,
  );
  return ApplicationFailure.create({
    message: message(label, failure.message, details, whatNext),
    type: details.names[0] ?? details.code,
    nonRetryable: nextRetryDelay === undefined,
    details: [details],
    ...(nextRetryDelay !== undefined && { nextRetryDelay }),
  });
}

function message(
  label: string,
  problem: string,
  { code, requestId, tries }: FailureDetails,
  whatNext: string,
): string {
  const text = cutEnd(problem, 2048);
  const facts = [code, requestId && `request ${requestId}`]
    .filter((fact) => fact !== undefined && !text.includes(fact))
    .concat(`${tries} ${tries === 1 ? 'try' : 'tries'}`, whatNext);
  const subject = text.includes(label) ? '' : `${label}: `;
  return `${subject}${text} (${facts.join('; ')})`;
}

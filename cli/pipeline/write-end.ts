import { CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { type PipelineFailureDetails, pipelineFailure } from '../../client';
import { type ExitCode, exitCodes } from '../exit-codes';
import type { Paint } from '../run-view/paint';
import type { FollowedEnd } from './follow-pipeline';
import { costLine } from './live-view';

export interface RunIds {
  readonly workflowId: string;
  readonly taskQueue: string;
}

const UNSEEN =
  'No worker answered when the run had ended: its states are shown as they were last seen, and its cost is not known.';

/** Writes what a run came to: the output to standard output, the rest to standard error. */
export function writeEnd(end: FollowedEnd, ids: RunIds, json: boolean, paint: Paint): ExitCode {
  const { view, isWhole } = end;
  const measuredView = isWhole ? view : undefined;
  const facts = measuredView === undefined ? '' : `  ${paint('dim', costLine(measuredView))}`;
  const { cost, startedMs, endedMs } = measuredView ?? {};
  if (!isWhole && !json) process.stderr.write(`${paint('yellow', UNSEEN)}\n`);
  const measured = {
    ...(cost !== undefined && { cost }),
    ...(startedMs !== undefined && endedMs !== undefined && { durationMs: endedMs - startedMs }),
  };
  if ('output' in end) {
    const { output } = end;
    if (json) writeJson({ ...ids, status: 'SUCCEEDED', output, ...measured });
    else {
      process.stderr.write(`${paint('green', '✓ succeeded')}${facts}\n`);
      process.stdout.write(`${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n`);
    }
    return exitCodes.done;
  }
  const failure = failureOf(end.error);
  if (json) writeJson({ ...ids, ...failure, ...measured });
  else {
    const { error, cause } = failure;
    const what = [error, view?.cause ?? cause].filter((part) => part !== undefined).join(': ');
    process.stderr.write(
      `${paint('red', `✗ ${WORDS[failure.status]}`)}${what === '' ? '' : ` ${what}`}${facts === '' ? '' : `\n${facts}`}\n`,
    );
  }
  return failure.names?.includes('FunctionGraph.OutcomeUnknown') === true
    ? exitCodes.unknown
    : exitCodes.failed;
}

interface RunFailure extends Omit<PipelineFailureDetails, 'status'> {
  readonly status: keyof typeof WORDS;
}

const WORDS = {
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'aborted',
  CANCELLED: 'cancelled',
  TERMINATED: 'terminated',
} as const;

function failureOf(error: unknown): RunFailure {
  const failure = pipelineFailure(error);
  if (failure !== undefined) return failure;
  if (!(error instanceof WorkflowFailedError)) throw error;
  const { cause, message } = error;
  if (cause instanceof CancelledFailure) return { status: 'CANCELLED' };
  if (cause instanceof TerminatedFailure) return { status: 'TERMINATED', cause: cause.message };
  if (cause instanceof TimeoutFailure) return { status: 'TIMED_OUT', cause: cause.message };
  return { status: 'FAILED', cause: cause?.message ?? message };
}

function writeJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

import type { Logger } from '@temporalio/common';
import type { Invocation } from '../functiongraph/invocation';
import { formatMs } from '../retry';
import type { CallFailure } from './call-failure';

/** Quiet where nothing is worth a look: `debug` for a result of the first try. The SDK adds workflow, activity and attempt. */
export function logSuccess(
  log: Logger,
  label: string,
  { requestId, summary }: Invocation,
  { tries, durationMs }: { readonly tries: number; readonly durationMs: number },
): void {
  log[tries === 1 ? 'debug' : 'info']('Function returned', {
    function: label,
    requestId,
    tries,
    durationMs,
    billedMs: summary?.billedDurationMs,
    outcome: 'success',
  });
}

export function logRetry(
  log: Logger,
  label: string,
  failure: CallFailure,
  { tries, delayMs }: { readonly tries: number; readonly delayMs: number },
): void {
  log.warn(`Function failed, next try in ${formatMs(delayMs)}`, {
    ...fieldsOf(label, failure, tries),
    delayMs,
  });
}

export function logFailure(
  log: Logger,
  label: string,
  failure: CallFailure,
  { tries, why }: { readonly tries: number; readonly why: string },
): void {
  log.warn('Function failed', { ...fieldsOf(label, failure, tries), notRetried: why });
}

function fieldsOf(label: string, failure: CallFailure, tries: number): Record<string, unknown> {
  const { requestId, code, executed, names } = failure;
  return { function: label, requestId, tries, code, executed, outcome: names[0] };
}

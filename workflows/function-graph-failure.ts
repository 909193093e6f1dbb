import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import type { ChainFailureDetails } from '../activities/express/wire';
import type { FailureDetails } from '../activities/wire';
import type { FunctionGraphErrorFields } from '../functiongraph/function-graph-error';
import { LOST_CALL_NAMES } from '../retry';
import { invocationSummary } from './function-result';
import { INVOKE_ACTIVITY, INVOKE_HTTP_ACTIVITY } from './invoke-activity';

/** What is known of a step that failed: the fields of `FunctionGraphError`, and the step they belong to. */
export interface FunctionGraphFailure extends FunctionGraphErrorFields {
  readonly message: string;
  /** Calls of the function for this step; absent where nobody could count them. */
  readonly tries?: number;
  /** Path of the step (its activity id); absent where nothing was scheduled. */
  readonly path?: string;
}

/**
 * What a FunctionGraph step failed with, out of any error that workflow or client code catches: also inside failures of
 * child workflows and of whole runs. `undefined` for everything that did not come from such a step.
 *
 * Compare `names` (`failure.names.includes('PaymentDeclined')`) and look at `executed` before you compensate: `maybe`
 * says that nobody knows whether the function ran.
 */
export function functionGraphFailure(error: unknown): FunctionGraphFailure | undefined {
  let path: string | undefined;
  let isStep = false;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ActivityFailure) {
      isStep = cause.activityType === INVOKE_ACTIVITY || cause.activityType === INVOKE_HTTP_ACTIVITY;
      path = isStep ? cause.activityId : undefined;
    } else if (cause instanceof ApplicationFailure || cause instanceof CancelledFailure) {
      const details = cause.details?.[0];
      if (isFailureDetails(details)) return fromDetails(cause.message, details, path ?? pathIn(cause));
    } else if (cause instanceof TimeoutFailure && isStep) {
      return fromTimeout(cause, path);
    }
  }
  return undefined;
}

/** A chain in mode express names the step that failed. */
function pathIn({ details }: ApplicationFailure | CancelledFailure): string | undefined {
  const { path } = (details?.[1] ?? {}) as Partial<ChainFailureDetails>;
  return typeof path === 'string' ? path : undefined;
}

function isFailureDetails(value: unknown): value is FailureDetails {
  const { code, executed, names } = (value ?? {}) as Partial<FailureDetails>;
  return typeof code === 'string' && typeof executed === 'string' && Array.isArray(names);
}

function fromDetails(
  message: string,
  details: FailureDetails,
  path: string | undefined,
): FunctionGraphFailure {
  const { ms: _ms, billedMs: _billedMs, mb: _mb, usedMb: _usedMb, ...fields } = details;
  const summary = invocationSummary(details);
  return {
    message,
    ...fields,
    ...(summary !== undefined && { summary }),
    ...(path !== undefined && { path }),
  };
}

/** A step that waited in vain for a worker did not run; for every other timeout nobody knows. */
function fromTimeout({ timeoutType }: TimeoutFailure, path: string | undefined): FunctionGraphFailure {
  const step = path === undefined ? 'The step' : `Step ${path}`;
  const waited = timeoutType === 'SCHEDULE_TO_START';
  return {
    message: waited
      ? `${step} was not started in time: no worker took it.`
      : `${step} ended without an answer (${timeoutType}); the function may have run.`,
    code: timeoutType ?? 'TIMEOUT',
    executed: waited ? 'no' : 'maybe',
    transient: true,
    names: waited ? NOT_STARTED_NAMES : LOST_CALL_NAMES,
    ...(path !== undefined && { path }),
  };
}

const NOT_STARTED_NAMES = ['FunctionGraph.Unavailable', 'States.Timeout', 'States.ALL'];

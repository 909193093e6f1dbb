import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { FunctionGraphActivities, InvokeLater, InvokeReply, InvokeRequest } from '../activities/wire';
import type { CallPlan } from './call-plan';
import { INVOKE_ACTIVITY } from './invoke-activity';
import { asActivityFailure } from './local-failure';
import { countLocalResult, localResultsHandedOver, mustHandOverLocalResults } from './local-results';

/** One activity of a step: the first, or one that goes on after a long wait. */
export interface ScheduledStep {
  readonly plan: CallPlan;
  readonly path: string;
  readonly request: InvokeRequest;
  /** Time for the whole step, on the workflow's clock. */
  readonly deadlineMs?: number;
}

/**
 * Schedules the step's activity, of the kind that its mode asks for, and hands the answer to `then`.
 *
 * @param failed takes the failure of the activity, without another promise; default: it is thrown
 */
export function scheduleStep<Result>(
  { plan, path, request, deadlineMs }: ScheduledStep,
  then: (answer: InvokeReply | InvokeLater) => Result | Promise<Result>,
  failed?: (error: unknown) => Result,
): Promise<Result> {
  const { activity, localActivity, summary = path } = plan;
  const leftMs = deadlineMs === undefined ? undefined : Math.max(1, deadlineMs - Date.now());
  const limit = leftMs === undefined ? {} : { scheduleToCloseTimeout: leftMs };
  if (localActivity === undefined || mustHandOverLocalResults()) {
    const options = { ...activity, ...limit, activityId: path, summary };
    return proxyActivities<FunctionGraphActivities>(options)
      .invokeFunction(request)
      .then((answer) => {
        localResultsHandedOver();
        return then(answer);
      }, failed);
  }
  return proxyLocalActivities<FunctionGraphActivities>({ ...localActivity, ...limit, summary })
    .invokeFunction(request)
    .then(
      (answer) => {
        countLocalResult(answer);
        return then(answer);
      },
      (error: unknown) => {
        const deadlineFirst = leftMs !== undefined && leftMs <= activity.startToCloseTimeout;
        const failure = asActivityFailure(error, { type: INVOKE_ACTIVITY, path, deadlineFirst });
        if (failed === undefined) throw failure;
        return failed(failure);
      },
    );
}

import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { INVOKE_ACTIVITY, type InvokeLater, type InvokeReply } from '../../activities';
import { functionGraphFailure } from '../../workflows';
import { plainJson } from './plain-json';
import type { StepView } from './step-view';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** The steps of a run, put together from the events of its history in their order. */
export class RunSteps {
  private readonly steps = new Map<string, StepView>();
  private readonly pathOfEvent = new Map<string, string>();

  /** Steps in the order in which they were scheduled. */
  all(): readonly StepView[] {
    return [...this.steps.values()];
  }

  /** The step that the event changed, if it changed one. */
  apply(event: HistoryEvent): StepView | undefined {
    const atMs = milliseconds(event);
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled != null)
      return this.schedule(event, scheduled.activityType?.name ?? '', scheduled.activityId ?? '');

    const completed = event.activityTaskCompletedEventAttributes;
    if (completed != null) {
      const reply = plainJson(completed.result?.payloads?.[0]) as
        | Partial<InvokeReply & InvokeLater>
        | undefined;
      // A wait between two tries: the same step goes on with its next activity.
      if (reply?.retryAfterMs !== undefined) return this.change(completed, { tries: reply.tries ?? 1 });
      return this.change(completed, { state: 'done', endedMs: atMs, ...measures(reply) });
    }
    const failed = event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
    if (failed?.failure != null) {
      const error = defaultFailureConverter.failureToError(failed.failure, defaultPayloadConverter);
      return this.change(failed, { state: 'failed', endedMs: atMs, ...problem(error) });
    }
    const cancelled = event.activityTaskCanceledEventAttributes;
    return cancelled == null ? undefined : this.change(cancelled, { state: 'cancelled', endedMs: atMs });
  }

  /** What is known of a running step before it ends. */
  update(path: string, fields: Partial<StepView>): StepView | undefined {
    const step = this.steps.get(path);
    if (step?.state !== 'running') return undefined;
    const changed = { ...step, ...fields };
    this.steps.set(path, changed);
    return changed;
  }

  private schedule(event: HistoryEvent, type: string, id: string): StepView {
    const path = type === INVOKE_ACTIVITY ? id : `${type} (${id})`;
    this.pathOfEvent.set(String(event.eventId), path);
    const step = this.steps.get(path) ?? { path, state: 'running', startedMs: milliseconds(event) };
    this.steps.set(path, step);
    return step;
  }

  private change(of: { scheduledEventId?: unknown }, fields: Partial<StepView>): StepView | undefined {
    const path = this.pathOfEvent.get(String(of.scheduledEventId));
    return path === undefined ? undefined : this.update(path, fields);
  }
}

function measures(reply: Partial<InvokeReply> | undefined): Partial<StepView> {
  return {
    tries: reply?.tries ?? 1,
    ...(reply?.billedMs !== undefined && { billedMs: reply.billedMs }),
    ...(reply?.mb !== undefined && { memoryMb: reply.mb }),
    ...(reply?.id !== undefined && { requestId: reply.id }),
  };
}

/** The Node.js runtime puts them before the message of an error that the handler threw. */
const RUNTIME_WORDS = 'function invocation exception, error: ';

function problem(error: Error): Partial<StepView> {
  const failure = functionGraphFailure(error);
  if (failure === undefined) return { problem: { name: error.name, message: error.message } };
  const { names, code, functionError, message, tries, summary, requestId } = failure;
  return {
    problem: {
      name: names[0] ?? code,
      message: functionError?.errorMessage.replace(RUNTIME_WORDS, '') ?? message,
    },
    ...(tries !== undefined && { tries }),
    ...(requestId !== undefined && { requestId }),
    ...(summary !== undefined && { billedMs: summary.billedDurationMs, memoryMb: summary.memoryMb }),
  };
}

function milliseconds({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1e6;
}

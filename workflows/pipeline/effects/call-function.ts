import { asTaskTimeout } from '../../../asl/calls/task-timeout';
import type { InvokeCommand } from '../../../asl/run';
import { DEFAULT_TIMEOUT_MS, durationMs, type Duration, type RetryRule, toWireRules } from '../../../retry';
import type { InvokeReply, WireRetryRule } from '../../../activities/wire';
import { type CallPlan, planCall } from '../../call-plan';
import { functionGraphFailure } from '../../function-graph-failure';
import { runStepAt } from '../../run-step';
import { failedEvent } from '../failure-event';
import type { PipelineRun } from '../pipeline-run';
import { startEffect } from './start-effect';
import { stepSummary } from './step-summary';
import { waitForCallback } from './wait-for-callback';

/** One function call as an activity (or local activity), whose rules are the task's retriers. */
export function callFunction(run: PipelineRun, command: InvokeCommand): void {
  const { id, path, input, counts } = command;
  const resume = counts === undefined ? {} : { resume: { counts, tries: 0 } };
  const plan = planOf(run, command);
  const sinceMs = run.clock.nowMs();
  startEffect<InvokeReply>(
    run,
    command,
    (ended, failed) =>
      runStepAt(plan, { path, event: input, keyPrefix: () => run.keyPrefix, ...resume }, ended, failed),
    {
      carries: false,
      ended: (reply) => answered(run, command, reply, sinceMs),
      failed: (error) => {
        run.progress.callFailed(path, functionGraphFailure(error));
        run.deliver(
          run.callbacks.takeEarly(id) ?? { ...asTaskTimeout(command, failedEvent(error, run)), id },
        );
      },
    },
  );
}

function answered(run: PipelineRun, command: InvokeCommand, reply: InvokeReply, sinceMs: number): void {
  const { output, tries, counts } = reply;
  run.progress.measured(reply);
  if (command.token !== undefined) {
    waitForCallback(run, command, { sinceMs, aliveMs: run.clock.nowMs() });
    return;
  }
  run.deliver({
    type: 'succeeded',
    id: command.id,
    output: (output ?? null) as never,
    ...(tries !== undefined && { tries }),
    ...(counts !== undefined && { counts }),
  });
}

function planOf(run: PipelineRun, command: InvokeCommand): CallPlan {
  const { resource, settings = {}, timeoutMs, token, retry, state } = command;
  const { delivery, idempotencyField, memoryMb, logs } = settings;
  const limit =
    timeoutMs ??
    (settings.timeout === undefined ? undefined : durationMs(settings.timeout as Duration, 'timeout'));
  const plan = planCall(state, resource.target, {
    summary: stepSummary(command),
    mode: settings.mode === 'local' || run.input.mode === 'local' ? 'local' : 'standard',
    ...(delivery !== undefined && { delivery }),
    ...(idempotencyField !== undefined && { idempotencyField }),
    ...(memoryMb !== undefined && { memoryMb }),
    ...(logs !== undefined && { logs }),
    ...(limit !== undefined && { timeout: Math.max(1, run.clock.real(Math.min(limit, DEFAULT_TIMEOUT_MS))) }),
  });
  return {
    ...plan,
    request: {
      ...plan.request,
      retry: wireRules(run, retry ?? []),
      defaults: retry === undefined ? 'none' : 'unsent',
      ...(resource.async === true && { async: true }),
      ...(token !== undefined && { token }),
    },
  };
}

/** The rules of a task are one list for all its calls. */
const wired = new WeakMap<readonly RetryRule[], readonly WireRetryRule[]>();

function wireRules(run: PipelineRun, rules: readonly RetryRule[]): readonly WireRetryRule[] {
  const known = wired.get(rules);
  if (known !== undefined) return known;
  const made = toWireRules(rules).map((rule) => ({
    ...rule,
    ...(run.clock.scale !== 1 && { intervalMs: run.clock.real(rule.intervalMs ?? 1000) }),
    ...(rule.maxIntervalMs !== undefined && { maxIntervalMs: run.clock.real(rule.maxIntervalMs) }),
  }));
  wired.set(rules, made);
  return made;
}

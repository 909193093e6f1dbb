import { sleep } from '@temporalio/workflow';
import { CANCELLED_EVENT } from '../../../asl/calls';
import type { InvokeCommand } from '../../../asl/run';
import type { CallbackWait } from '../pipeline-input';
import type { PipelineRun } from '../pipeline-run';

/**
 * The call of a task with a token was made. Where the task or the run was cancelled meanwhile, no callback is waited for.
 *
 * @param sinceMs when the call was begun
 */
export function callMade(run: PipelineRun, command: InvokeCommand, sinceMs: number): void {
  const { id } = command;
  if (!run.open.has(id)) return;
  if (run.wasToldToEnd(id)) run.deliver(run.callbacks.takeEarly(id) ?? { ...CANCELLED_EVENT, id });
  else waitForCallback(run, command, { sinceMs, aliveMs: run.clock.nowMs() });
}

/**
 * Waits for what the task's token brings, within TimeoutSeconds of the call and HeartbeatSeconds of the last sign of life.
 *
 * @param waiting since when: the call was begun, and the last sign of life came
 */
export function waitForCallback(run: PipelineRun, command: InvokeCommand, waiting: CallbackWait): void {
  const { id } = command;
  const early = run.callbacks.takeEarly(id);
  if (early !== undefined) {
    run.deliver(early);
    return;
  }
  const timer = { cancel: () => {} };
  run.open.set(id, { command, waiting, carries: true, cancel: () => timer.cancel() });
  watch(run, command, timer);
  run.room.freed();
}

function watch(run: PipelineRun, command: InvokeCommand, timer: { cancel: () => void }): void {
  const { id, timeoutMs = Infinity, heartbeatMs = Infinity, path } = command;
  const waiting = run.open.get(id)?.waiting;
  if (waiting === undefined) return;
  const dueMs = Math.min(waiting.sinceMs + timeoutMs, waiting.aliveMs + heartbeatMs);
  if (dueMs === Infinity) return;
  const leftMs = run.clock.untilMs(dueMs);
  if (leftMs <= 0) {
    // Recorded: an expired heartbeat shows as States.Timeout, too.
    run.deliver({ type: 'failed', id, error: 'States.Timeout', cause: '' });
    return;
  }
  const { promise, cancel } = run.inScope(() =>
    sleep(leftMs, { summary: `${path}: waits for its callback` }),
  );
  timer.cancel = cancel;
  const again = (): void => {
    watch(run, command, timer);
    run.grew();
  };
  promise.then(again, () => {});
}

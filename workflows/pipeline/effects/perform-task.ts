import type { InvokeCommand, JsonValue } from '../../../asl/run';
import { failedEvent } from '../failure-event';
import type { PipelineRun } from '../pipeline-run';
import { callMade } from './wait-for-callback';

/** One try of a task that is no function: what it resolves to is the result, or the start of the wait for a callback. */
export function performTask(run: PipelineRun, command: InvokeCommand, body: () => Promise<unknown>): void {
  const { id } = command;
  const sinceMs = run.clock.nowMs();
  const { promise, cancel } = run.inScope(body);
  run.open.set(id, { command, cancel, carries: false });
  promise.then(
    (output) =>
      command.token === undefined
        ? run.deliver({ type: 'succeeded', id, output: (output ?? null) as JsonValue })
        : callMade(run, command, sinceMs),
    (error: unknown) => run.deliver(run.callbacks.takeEarly(id) ?? { ...failedEvent(error, run), id }),
  );
}

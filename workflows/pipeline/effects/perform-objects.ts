import type { EngineEvent, ReadCommand, WriteCommand } from '../../../asl/run';
import { CANCELLED } from '../../../retry';
import { failedEvent } from '../failure-event';
import type { PipelineRun } from '../pipeline-run';

/** Reading or writing of a map's objects: whatever fails in it, the state fails with the language's name for that. */
export function performObjects(
  run: PipelineRun,
  command: ReadCommand | WriteCommand,
  error: 'States.ItemReaderFailed' | 'States.ResultWriterFailed',
  body: () => Promise<EngineEvent>,
): void {
  const { id } = command;
  const { promise, cancel } = run.inScope(body);
  run.open.set(id, { command, cancel, carries: false });
  promise.then(
    (event) => run.deliver(event),
    (reason: unknown) => {
      const failed = failedEvent(reason, run);
      run.deliver({
        ...failed,
        id,
        ...(failed.error !== CANCELLED && { error, names: [error, 'States.TaskFailed', 'States.ALL'] }),
      });
    },
  );
}

import { CancellationScope } from '@temporalio/workflow';
import type { Command } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';

/**
 * Starts an effect that can be cancelled, and notes it as open.
 *
 * @param body starts it and hands what it comes to on to `ended` or `failed`
 */
export function startEffect<T>(
  run: PipelineRun,
  command: Command,
  body: <R>(ended: (value: T) => R, failed?: (error: unknown) => R) => Promise<R>,
  { ended, failed, carries }: EffectEnd<T>,
): void {
  if (sharesScope(run, command.path)) {
    run.open.set(command.id, { command, cancel: () => run.scope.cancel(), carries });
    try {
      void body(ended, failed);
    } catch (error) {
      void Promise.resolve(error).then(failed);
    }
    return;
  }
  const { promise, cancel } = run.inScope(() => body((value) => value));
  run.open.set(command.id, { command, cancel, carries });
  promise.then(ended, failed);
}

export interface EffectEnd<T> {
  readonly ended: (value: T) => void;
  readonly failed: (error: unknown) => void;
  /** See `OpenEffect`. */
  readonly carries: boolean;
}

/**
 * Whether an effect at the path can be ended with the run's scope alone: nothing else goes on beside it, as it does
 * beside branches and items, and the scope was not cancelled yet.
 */
function sharesScope({ scope }: PipelineRun, path: string): boolean {
  return CancellationScope.current() === scope && !scope.consideredCancelled && !/[[<]/.test(path);
}

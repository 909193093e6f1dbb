import type { InvokeCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
export function callHttp(_run: PipelineRun, command: InvokeCommand): void {
  throw new Error(command.type);
}

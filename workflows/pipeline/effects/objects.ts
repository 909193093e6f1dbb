import type { ReadCommand, WriteCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
export function readItems(_run: PipelineRun, command: ReadCommand): void {
  throw new Error(command.type);
}
export function writeResults(_run: PipelineRun, command: WriteCommand): void {
  throw new Error(command.type);
}

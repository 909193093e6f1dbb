import type { JsonValue } from '../../asl/run';
import { executePipeline } from './execute-pipeline';
import type { PipelineInput } from './pipeline-input';

/**
 * The workflow that executes a state machine in the Amazon States Language. Export it from your workflows file, or serve
 * it with `tfg worker`. It can be started from any language:
 * `temporal workflow start --type runPipeline --input '{"definition": {...}, "input": {...}}'`.
 *
 * Ends with the machine's output. A machine that fails ends it with a non-retryable ApplicationFailure whose type is the
 * machine's `Error`, whose message is its `Cause`; one whose time is up with the type `States.Timeout`.
 */
export function runPipeline(request: PipelineInput): Promise<JsonValue> {
  return executePipeline(request);
}

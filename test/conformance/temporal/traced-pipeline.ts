/** The workflow `runPipeline`, which also keeps what the run shows of itself. Runs in the sandbox. */
import { defineQuery, setHandler } from '@temporalio/workflow';
import { functionNameIn } from '../../../asl/resources';
import { Recorder } from '../../../asl/drive/recorder';
import type { InvokeCommand, JsonValue } from '../../../asl/run';
import { perform } from '../../../workflows/pipeline/effects/perform';
import { executePipeline } from '../../../workflows/pipeline/execute-pipeline';
import type { PipelineInput } from '../../../workflows/pipeline/pipeline-input';
import type { Trace, TracedTask } from './trace';

export const traceQuery = defineQuery<Trace>('trace');

export async function tracedPipeline(input: PipelineInput): Promise<JsonValue> {
  const recorder = new Recorder();
  const tasks: TracedTask[] = [];
  const startedMs = Date.now();
  let endedMs = startedMs;
  setHandler(traceQuery, () => ({
    visits: recorder.visits,
    evaluationFailures: recorder.evaluationFailures,
    tasks,
    elapsedMs: (endedMs - startedMs) * (input.timeScale ?? 1),
  }));
  try {
    return await executePipeline(input, {
      observe: (observation) => recorder.observe(observation),
      perform: (run, effect) => {
        if (effect.command.type === 'invoke') tasks.push(tracedTask(effect.command));
        perform(run, effect);
      },
    });
  } finally {
    endedMs = Date.now();
  }
}

function tracedTask({ path, state, resource, input, timeoutMs, heartbeatMs }: InvokeCommand): TracedTask {
  return {
    path,
    state,
    function: functionNameIn(resource.target),
    input,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(heartbeatMs !== undefined && { heartbeatMs }),
  };
}

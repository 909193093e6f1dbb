import { uuid4 } from '@temporalio/workflow';
import type { EngineContext } from '../../asl/run';
import type { PipelineRun } from './pipeline-run';
import { taskToken } from './task-token';

/** What the engine is brought for one turn inside a workflow. */
export function engineContext({ clock, keyPrefix, observe, progress }: PipelineRun): EngineContext {
  return {
    nowMs: clock.nowMs(),
    random: Math.random,
    uuid: uuid4,
    taskToken: ({ path, id }) => taskToken(keyPrefix, path, id),
    watch: (change) => progress.take(change, clock.nowMs()),
    ...(observe !== undefined && { observe }),
  };
}

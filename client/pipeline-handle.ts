import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import type { JsonValue } from '../asl';
import type { PipelineView } from '../workflows';
import { expressCheckpoint } from './express-checkpoint';

/** A run of a pipeline. */
export interface PipelineHandle {
  readonly workflowId: string;
  /**
   * What the pipeline came to, also over continue-as-new.
   * @throws WorkflowFailedError where it failed: `pipelineFailure` reads how
   */
  result(): Promise<JsonValue>;
  /** Where it is, or how it ended. A worker answers: without one that polls, this fails after some seconds. */
  view(): Promise<PipelineView>;
  /** What the server knows of the run; needs no worker. */
  describe(): Promise<WorkflowExecutionDescription>;
  /** Starts no further step until `resume`; steps under way go on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Asks for the cancellation: what catches `FunctionGraph.Cancelled` cleans up first. */
  cancel(): Promise<void>;
  /** For everything else that Temporal offers. */
  readonly workflow: WorkflowHandle;
}

/**
 * A run that was started before, by this process or another.
 * @param runId one run of a chain; default: the latest, and those that it continues as
 */
export function pipelineHandle(client: Client, workflowId: string, runId?: string): PipelineHandle {
  return handleOf(client.workflow.getHandle(workflowId, runId));
}

export function handleOf(workflow: WorkflowHandle): PipelineHandle {
  return {
    workflowId: workflow.workflowId,
    result: async () => (await workflow.result()) as JsonValue,
    view: viewer(workflow),
    describe: () => workflow.describe(),
    pause: () => workflow.signal('pause'),
    resume: () => workflow.signal('resume'),
    cancel: async () => {
      await workflow.cancel();
    },
    workflow,
  };
}

/** What goes on in a pipeline in mode `express` its activity tells the server, and the workflow makes a view of it. */
function viewer(workflow: WorkflowHandle): () => Promise<PipelineView> {
  let isExpress = false;
  return async () => {
    if (!isExpress) {
      const view = await workflow.query<PipelineView>('pipeline');
      isExpress = view.mode === 'express';
      if (!isExpress || view.endedMs !== undefined) return view;
    }
    const seen = await expressCheckpoint(workflow);
    return workflow.query<PipelineView, [unknown?]>('pipeline', ...(seen === undefined ? [] : [seen]));
  };
}

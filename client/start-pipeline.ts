import { randomUUID } from 'node:crypto';
import type { Client, WorkflowStartOptions } from '@temporalio/client';
import { ENGINE_VERSION, type JsonValue, type StateMachine } from '../asl';
import type { CheckOptions } from '../asl/check';
import type { Mode, PipelineInput } from '../workflows';
import { checkedDefinition } from './checked-definition';
import { DEFAULT_TASK_QUEUE } from './default-task-queue';
import { definitionHash } from './definition-hash';
import { handleOf, type PipelineHandle } from './pipeline-handle';
import { searchAttributes } from './search-attributes';
import { staticDetails, staticSummary } from './static-texts';

export interface StartPipelineOptions {
  /** The state machine: an object, or the text of a file in JSON or YAML. */
  readonly definition: StateMachine | string;
  /** What the first state gets. Default `{}`. */
  readonly input?: JsonValue;
  /** Name of the pipeline, for people, and `$$.StateMachine.Name`. Default `pipeline`. */
  readonly name?: string;
  /** Version of the definition, for people. */
  readonly version?: string;
  /** Default: the name and eight random digits. */
  readonly workflowId?: string;
  /** Task queue of the workers. Default `functiongraph`. */
  readonly taskQueue?: string;
  /**
   * Mode of all tasks that do not say their own; `express` is the whole pipeline in one activity. Default: the
   * definition's, else `standard`.
   */
  readonly mode?: Mode | 'express';
  /** Divides every wait, interval and time limit, for rehearsals of long pipelines. Default 1. */
  readonly timeScale?: number;
  /** A run with this `workflowId` that is under way is taken instead of an error; it goes on with its own definition. Default false. */
  readonly attach?: boolean;
  /** What the definition is checked against, such as the functions that its tasks can name. */
  readonly check?: CheckOptions;
  /** More of Temporal's options, such as `workflowExecutionTimeout`, `startDelay`, `priority`, `memo`. */
  readonly workflow?: Omit<WorkflowStartOptions, 'args' | 'taskQueue' | 'workflowId'>;
}

/** What Temporal takes as input of a workflow. */
const MAX_INPUT_BYTES = 2 * 1024 * 1024 - 512;

/**
 * Starts a pipeline as the workflow `runPipeline`. The definition travels with the run, which so never changes under its
 * feet; name, version and the definition's hash are in its memo, and in the search attributes `FunctionGraphPipeline`,
 * `FunctionGraphPipelineVersion` and `FunctionGraphDefinition` where the namespace has them.
 *
 * @throws PipelineDefinitionError for a definition with errors; nothing was started
 * @throws WorkflowExecutionAlreadyStartedError where a run with this id is under way, unless `attach`
 */
export async function startPipeline(client: Client, options: StartPipelineOptions): Promise<PipelineHandle> {
  const { name = 'pipeline', version, mode, input, timeScale, memo } = { ...options, ...options.workflow };
  const definition = checkedDefinition(options.definition, {
    ...options.check,
    ...(mode !== undefined && { mode }),
  });
  const request: PipelineInput = {
    definition,
    name,
    engine: ENGINE_VERSION,
    ...(input !== undefined && { input }),
    ...(version !== undefined && { version }),
    ...(mode !== undefined && { mode }),
    ...(timeScale !== undefined && { timeScale }),
  };
  checkSize(request);
  const hash = definitionHash(definition);
  const typedSearchAttributes = await searchAttributes(client, {
    FunctionGraphPipeline: name,
    FunctionGraphPipelineVersion: version,
    FunctionGraphDefinition: hash,
  });
  const workflow = await client.workflow.start('runPipeline', {
    staticSummary: staticSummary(name, version),
    staticDetails: staticDetails(definition, hash),
    ...(typedSearchAttributes !== undefined && { typedSearchAttributes }),
    ...(options.attach === true && { workflowIdConflictPolicy: 'USE_EXISTING' as const }),
    ...options.workflow,
    memo: { ...memo, pipeline: name, ...(version !== undefined && { version }), definition: hash },
    taskQueue: options.taskQueue ?? DEFAULT_TASK_QUEUE,
    workflowId: options.workflowId ?? `${name}-${randomUUID().slice(0, 8)}`,
    args: [request],
  });
  return handleOf(workflow);
}

function checkSize(request: PipelineInput): void {
  const bytes = Buffer.byteLength(JSON.stringify(request));
  if (bytes <= MAX_INPUT_BYTES) return;
  throw new RangeError(
    `definition and input together have ${(bytes / 1024 / 1024).toFixed(2)} MiB, and Temporal takes at most 2 MiB. ` +
      'Put the data into object storage (OBS) and pass its address, or let an ItemReader read it.',
  );
}

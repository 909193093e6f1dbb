import type { ReadItemsRequest } from '../../activities/maps/wire';
import type { PartProgress } from '../../asl/progress';
import type { EngineEvent, ItemsPart, StateMachine } from '../../asl/run';
import type { RunSettings } from './pipeline-input';

/** Input of the workflow `runPipelineItems`. Made by the pipeline alone. */
export interface ShardInput extends RunSettings {
  /** 2: the shard writes the results of its items itself. */
  readonly v: 1 | 2;
  /** The Map as a machine of its own. */
  readonly definition: StateMachine;
  readonly part: ItemsPart;
  /** Where the items are read, if they are. */
  readonly read?: ReadItemsRequest;
  /** To whom the report goes, and the command that it answers. */
  readonly report: { readonly workflowId: string; readonly id: number };
}

/** What a shard came to: the signal `items-done` of a pipeline. */
export interface ShardReport extends PartProgress {
  readonly event: Extract<EngineEvent, { readonly type: 'succeeded' | 'failed' }>;
  /** Items were ended, or not begun, because of a cancellation. */
  readonly cutShort?: true;
}

export const ITEMS_DONE = 'items-done';

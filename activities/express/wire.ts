/**
 * What crosses the wire between workflow and the activities that execute many calls each. The rules of
 * `activities/wire.ts` hold here too: fields are only ever added, and a version that is not known is refused retryably.
 */
import type { ItemsPart } from '../../asl/engine/map-commands';
import type { Command, Result } from '../../asl/engine/turn';
import type { Snapshot } from '../../asl/engine/snapshot';
import type { StateMachine } from '../../asl/language/definition';
import type { JsonValue } from '../../asl/language/json';
import type { CarriedProgress, PartProgress, PipelineCost } from '../../asl/progress';
import type { Executed } from '../../functiongraph/function-graph-error';
import type { RetryCounts } from '../../retry/types';
import type { InvokeRequest } from '../wire';
import type { ReadItemsRequest } from '../maps/wire';

export const RUN_ITEMS_ACTIVITY = 'runItems';
export const RUN_EXPRESS_ACTIVITY = 'runExpress';
export const RUN_CHAIN_ACTIVITY = 'runChain';

/** Types of the failures that only end an attempt, as the SDK names the first two. The detail is the checkpoint, where there is one. */
export type StoppedType = 'ActivityPause' | 'ActivityReset' | 'WorkerShutdown';

/** What all of a run's express activities are told. */
export interface ExpressRequest {
  /** 2: a chunk of items writes their results itself. */
  readonly v: 1 | 2;
  readonly definition: StateMachine;
  /** Idempotency keys are `keyPrefix/path`. */
  readonly keyPrefix: string;
  /** Start of the run, in milliseconds since the epoch: where the engine's time begins. */
  readonly startedMs: number;
  /** Divides every wait, interval and time limit. Absent: 1. */
  readonly timeScale?: number;
  /** What an earlier activity left: go on from it. */
  readonly checkpoint?: Checkpoint;
  /** The run was cancelled between two activities: what the checkpoint has under way is told so first. */
  readonly cancelled?: true;
}

/** `runItems`: a chunk of a map's items. The output is one outcome an item, fewer where the chunk ended early, or a `WrittenChunk`. */
export interface RunItemsRequest extends ExpressRequest {
  /** Absent with a checkpoint. */
  readonly part?: ItemsPart;
  /** Of a part whose items are to be read: the first request to read them. */
  readonly read?: ReadItemsRequest;
}

/** `runExpress`: a whole state machine. */
export interface RunExpressRequest extends ExpressRequest {
  /** Absent with a checkpoint, and then everything below. */
  readonly input?: JsonValue;
  readonly execution?: { readonly id: string; readonly name: string };
  /** Name of the pipeline. */
  readonly name?: string;
}

/** `runChain`: functions one after the other, each with the output of the one before. */
export interface RunChainRequest {
  readonly v: 1;
  readonly steps: readonly ChainStep[];
  /** What the first function gets. */
  readonly event?: unknown;
  readonly checkpoint?: ChainCheckpoint;
}

export interface ChainStep extends Omit<InvokeRequest, 'v' | 'event' | 'resume' | 'delivery' | 'token'> {
  readonly path: string;
  /** The event's field for the idempotency key, and the key. */
  readonly key?: readonly [field: string, key: string];
  /** Time for all tries and waits. Absent: no limit. */
  readonly limitMs?: number;
}

/** Where one call stands. */
export interface CallState {
  readonly counts: RetryCounts;
  readonly tries: number;
  /** Whether an earlier try ran. Absent: no. */
  readonly executed?: Exclude<Executed, 'no'>;
  /** The next try is not made before this time (milliseconds since the epoch). */
  readonly dueMs?: number;
  /** What the last try failed with, for people. */
  readonly error?: string;
  /** A try was under way: whether it ran is not known. */
  readonly begun?: true;
}

/** An effect under way. */
export interface OpenCommand {
  readonly command: Exclude<Command, { readonly type: 'cancel' }>;
  readonly call?: CallState;
  /** It was told that the run is cancelled, and did not say any more what became of it: it is not begun again. */
  readonly cancelled?: true;
}

/** Where a run stands: what the next activity, or the next attempt, goes on from. */
export interface Checkpoint {
  readonly snapshot: Snapshot;
  readonly open: readonly OpenCommand[];
  /** What was under way has been told that the run is cancelled; what came since cleans up. */
  readonly cancelled?: true;
  /** Something was ended, or not begun, because of that. */
  readonly cutShort?: true;
  /** For the view. */
  readonly progress?: CarriedProgress;
}

export interface ChainCheckpoint {
  /** Index of the step that comes next, or is under way. */
  readonly step: number;
  /** What it gets. */
  readonly event: unknown;
  readonly call?: CallState;
  /** Until then the step may take (milliseconds since the epoch), where it has a `limitMs`. */
  readonly deadlineMs?: number;
}

export interface ExpressEnd<Done> {
  readonly done: Done;
  readonly cutShort?: true;
  /** Of a state machine, for the view. */
  readonly progress?: CarriedProgress;
  /** Of a chunk of items: what its calls have cost, and which of its states failed first. */
  readonly cost?: PipelineCost;
  readonly failed?: PartProgress['failed'];
  readonly othersFailed?: PartProgress['othersFailed'];
}

export type ExpressReply<Done, Left> = (
  | ({ readonly v: 1 } & ExpressEnd<Done>)
  /** The rest is for another activity, not before `waitMs` are over. */
  | { readonly v: 1; readonly checkpoint: Left; readonly waitMs?: number }
) & {
  /** How long it took, of a local activity. */
  readonly localMs?: number;
};

export type RunReply = ExpressReply<Result, Checkpoint>;
/** The last function's output. */
export type ChainReply = ExpressReply<{ readonly output: unknown }, ChainCheckpoint>;

/** Second detail of the failure of a chain. */
export interface ChainFailureDetails {
  /** The step that failed. */
  readonly path: string;
}

/** `setActivityPause`: an express activity of the same workflow begins nothing further, or goes on. */
export interface PauseActivityRequest {
  readonly v: 1;
  readonly activityId: string;
  readonly paused: boolean;
}

/** `lastCheckpoint`: of an express activity of the same workflow. */
export interface LastCheckpointRequest {
  readonly v: 1;
  readonly activityId: string;
}

export interface ExpressActivities {
  runItems(request: RunItemsRequest): Promise<RunReply>;
  runExpress(request: RunExpressRequest): Promise<RunReply>;
  runChain(request: RunChainRequest): Promise<ChainReply>;
  setActivityPause(request: PauseActivityRequest): Promise<void>;
  lastCheckpoint(request: LastCheckpointRequest): Promise<Checkpoint | null>;
}

import type { RetryCounts } from '../../retry';
import type { Delegation, ResultDestination, WrittenPart } from './map-commands';
import type { ItemTally, Problem } from './turn';
import type { JsonObject, JsonValue } from '../language/json';

/** The behaviour version of this engine. A run goes on with the one that it was started with. */
export const ENGINE_VERSION = 1;

/** The whole state of a run, as plain JSON. Its inside is the engine's business; `format` guards it. */
export interface Snapshot {
  readonly format: 1;
  /** The engine's behaviour version that the run was started with. */
  readonly engine: number;
  /** The next number for a command or a thread. */
  nextId: number;
  /** States entered so far; numbers the texts of problems. */
  entered: number;
  readonly run: RunFacts;
  /**
   * Everything under way, by number. Thread 0 is the machine itself. What ended is undefined, which no JSON shows: taking
   * entries out would make an engine look each up by its hash, at a tenth of the time of an item.
   */
  readonly threads: Record<number, Thread | undefined>;
  /** The thread that each command under way belongs to. */
  readonly pending: Record<number, number | undefined>;
  /** The command of the machine's own time limit. */
  timeoutId?: number | undefined;
}

/** What the context object says of the run, and its limits. */
export interface RunFacts {
  readonly input: JsonValue;
  readonly startMs: number;
  readonly id: string;
  readonly name: string;
  readonly roleArn?: string;
  readonly redriveCount: number;
  readonly machine: { readonly id: string; readonly name: string };
  readonly maxPayloadBytes?: number;
  readonly contextObject?: JsonObject;
  readonly delegate?: Delegation;
}

export type Variables = { readonly [name: string]: JsonValue };

/** One machine under way: the whole, a branch of a Parallel, or an item of a Map. */
export interface Thread {
  readonly id: number;
  /** Index into the plan's machines. */
  readonly machine: number;
  /** What its states' paths begin with: empty, `Items[17]/`, `Both<1>/`. */
  readonly prefix: string;
  readonly parent?: number;
  /** Which branch or item of the parent. */
  readonly slot?: number;
  /** In a Map: what `Map.Item` of the context object shows. */
  readonly item?: { readonly index: number; readonly value: JsonValue };
  /** In a distributed Map: the item, which is this execution's input. */
  readonly executionInput?: { readonly value: JsonValue };
  /** Variables assigned here. Those of the parents are seen, too. */
  variables: Variables;
  /** How often each state was entered, by its place in the machine. */
  readonly visits: number[];
  /** Where it is; absent before its first state. */
  at?: Position | undefined;
}

/** A thread inside a state. */
export interface Position {
  readonly state: string;
  readonly path: string;
  readonly input: JsonValue;
  readonly enteredMs: number;
  /** The number in texts of problems. */
  readonly entry: number;
  /** Retries so far, of all rules together. */
  tries: number;
  /** Retries so far, by rule. */
  counts?: RetryCounts | undefined;
  /** The command that it waits for. */
  command?: number | undefined;
  /** What the command is for, where its state has several. */
  stage?: 'retry' | 'read' | 'write' | undefined;
  token?: string | undefined;
  parallel?: ParallelProgress | undefined;
  map?: MapProgress | undefined;
  /** What its items came to, once they ended. */
  tally?: ItemTally | undefined;
  /** The run was cancelled in it, or in the state before it: nothing further of it is begun, and it is not tried again. */
  cancelled?: boolean;
  /** A catcher inside it took the cancellation: what follows it is begun. */
  caught?: boolean;
}

export interface ParallelProgress {
  readonly children: (number | null)[];
  readonly results: JsonValue[];
  left: number;
  /** In a run that was cancelled it ends once all branches have, and with the first of their problems. */
  problem?: Problem;
}

export interface MapProgress {
  /** What is yet to be started; null where an item was taken, or what it was given where that is to be written. */
  readonly items: JsonValue[];
  readonly results: JsonValue[];
  next: number;
  running: number[];
  done: number;
  /** Items that failed and were tolerated. */
  failed: number;
  /** Which those were, where results are to be written. */
  failures?: number[];
  readonly maxConcurrency: number;
  /** In a distributed Map: more failed items than this fail the state. */
  readonly tolerated?: number;
  /** The items are batches: each is what its thread is given. */
  readonly prepared?: boolean;
  /** In a chunk: the index of its first item, and that outcomes are kept instead of results. */
  readonly chunk?: ChunkRules;
  /** In a chunk: bytes of its outcomes so far, or of those that are not written yet. */
  bytes?: number;
  /** In a chunk that writes its own results: how far it is with that. */
  readonly parts?: PartsProgress;
  /** Items run in chunks elsewhere: which, by the number of their command. */
  readonly chunks?: Record<number, { readonly first: number; readonly count: number }>;
  /** In a run that was cancelled it ends once all items under way have, and with the first of their problems. */
  problem?: Problem;
  /** Where chunks read their items; the number of items is that of `results`. */
  readonly source?: JsonValue;
  /** Where chunks write their results, and what they have written: `results` stays empty. */
  readonly written?: { readonly to: ResultDestination; readonly files: WrittenPart[] };
}

/** See `ItemsPart`. */
export interface ChunkRules {
  readonly first: number;
  readonly stopAtFailure?: true;
  readonly tolerated?: number;
  readonly keepInputs?: true;
  readonly write?: ResultDestination;
}

/** Items are written in their order: what ended behind one that is still running waits for it. */
export interface PartsProgress {
  /** Up to which slot they were handed out to be written. */
  handedOut: number;
  /** Up to which slot all have ended. */
  ended: number;
  /** Characters between the two, as JSON. */
  size: number;
  /** Parts that are being written, by the number of their command. */
  readonly open: Record<number, { readonly first: number; readonly bytes: number }>;
  readonly files: WrittenPart[];
}

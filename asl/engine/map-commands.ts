import type { FunctionGraphSettings, StateMachine } from '../language/definition';
import type { JsonValue } from '../language/json';
import type { RunFacts, Variables } from './snapshot';
import type { Effect } from './effect';
import type { WorkOutcome } from './turn';

/** Read a map's items; answered with `succeeded` (`output`: the array of items) or `failed` (States.ItemReaderFailed). */
export interface ReadCommand extends Effect {
  readonly type: 'read';
  readonly resource: string;
  readonly arguments: JsonValue;
  /** ReaderConfig with its paths and expressions resolved. */
  readonly config: { readonly [key: string]: JsonValue };
  /** The items may be counted only, and read where they are run: answered with `indexed`. */
  readonly mayIndex?: true;
}

/** Write a map's results; answered with `succeeded` (`output`: where they are) or `failed` (States.ResultWriterFailed). */
export interface WriteCommand extends Effect {
  readonly type: 'write';
  readonly resource?: string;
  readonly arguments: JsonValue;
  readonly config: { readonly [key: string]: JsonValue };
  /** The outputs of the items in their order; of one that failed, what a Catch would have seen. */
  readonly results: readonly JsonValue[];
  /** What each item was given; null where that is not known here any more. */
  readonly inputs: readonly JsonValue[];
  /** Indexes (in `results`) of the items that failed and were tolerated. Absent: none. */
  readonly failures?: readonly number[];
  /** The Map's run, whose results several commands write. Absent: this one writes them all. */
  readonly run?: number;
  /** Only a part, which begins with this item: answered with its files, and there is no manifest yet. */
  readonly first?: number;
  /** All parts are written, and this is what they were answered with, in the order of the items: the manifest is left to write. */
  readonly files?: readonly JsonValue[];
}

/**
 * Run a chunk of a Map's items elsewhere: in a run of their own, begun with `startItems`. Answered with `succeeded`, whose
 * `output` is that run's: a `WrittenChunk`, or one outcome an item, in order; fewer than asked for where the chunk ended early,
 * and the rest is asked for again.
 */
export interface ItemsCommand extends Effect {
  readonly type: 'items';
  /** The Map as a machine of its own. */
  readonly definition: StateMachine;
  readonly part: ItemsPart;
  readonly settings?: FunctionGraphSettings;
}

/** A chunk of a Map's items, as plain JSON. */
export interface ItemsPart {
  /** The index of the first item. */
  readonly first: number;
  readonly count: number;
  /** The items; absent where they are to be read. */
  readonly items?: readonly JsonValue[];
  /** Where to read them: what the reader's index says, as the `indexed` event brought it. */
  readonly source?: JsonValue;
  /** The items are batches already: they are not selected again. */
  readonly prepared?: true;
  readonly place: MapPlace;
  readonly run: RunFacts;
  readonly maxConcurrency: number;
  /** The first item that fails ends the chunk: its Map tolerates none. */
  readonly stopAtFailure?: true;
  /** One failed item more ends the chunk: its Map has failed then, whatever the others come to. */
  readonly tolerated?: number;
  /** The outcomes hold what the items were given, too. */
  readonly keepInputs?: true;
  /** The chunk writes the results itself; its output is a `WrittenChunk`. */
  readonly write?: ResultDestination;
}

/** Where a chunk writes what its items come to, as it goes. */
export interface ResultDestination {
  readonly resource: string;
  readonly arguments: JsonValue;
  readonly config: { readonly [key: string]: JsonValue };
  /** Names the Map's run: the parts of all its chunks belong together, and those of another try do not. */
  readonly run: number;
}

/** What became of a chunk that has written the results of all its items. */
export interface WrittenChunk {
  readonly failed: number;
  /** What the `write` commands of its parts were answered with, in the order of the items. */
  readonly files: readonly WrittenPart[];
}

export interface WrittenPart {
  /** Index of its first item. */
  readonly first: number;
  readonly files: JsonValue;
}

/** Where the Map is in its run. */
export interface MapPlace {
  readonly prefix: string;
  readonly visit: number;
  readonly entry: number;
  readonly enteredMs: number;
  /** Its raw input, where an ItemSelector may read it. */
  readonly input: JsonValue;
  readonly tries: number;
  readonly variables?: Variables;
}

/** What became of one item of a chunk, with what it was given where that is asked for; null: it was not begun. */
export type ItemOutcome = (WorkOutcome & { readonly input?: JsonValue }) | null;

export interface Delegation {
  readonly minItems: number;
  /** Items of a chunk, at most. */
  readonly chunkItems: number;
  /** Items of a chunk that run at once, at most. */
  readonly chunkConcurrency: number;
  /** Chunks of one Map that run at once, at most. */
  readonly maxChunks: number;
  /**
   * A chunk of a Map with a ResultWriter writes its own results: the `write` commands of its run have `first`, and whoever
   * performs them answers with the part's files. Default: the run itself writes all results at the end.
   */
  readonly writes?: true;
}

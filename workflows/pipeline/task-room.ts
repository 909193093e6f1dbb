import { sleep, workflowInfo } from '@temporalio/workflow';
import { MAX_PAYLOAD_BYTES, roughSize } from '../event-size';
import { mustHandOverLocalResults } from '../local-results';
import { isLocal, isTooMuch, type Kind, kindOf } from './most-open';
import type { CarriedEffect } from './pipeline-input';
import type { PipelineRun } from './pipeline-run';

/**
 * What a workflow task asks for goes to the server in one message, of which Temporal takes 4 MiB; over that it fails the task,
 * for ever. And it is written together with what came in while the task was under way, up to 2 MiB: over 4 MiB Temporal ends
 * the run by force ("Transaction size exceeds limit"; `transactionSizeLimit` and `maximumBufferedEventsSizeInBytes` of its
 * dynamic configuration). The rest is for local results and last checkpoints.
 */
const MOST_BYTES = 1536 * 1024;
/** Of the event that an input goes into: ids, options, headers. */
const AROUND_BYTES = 1024;

/** How much the current workflow task can send yet, and the run have under way. */
export class TaskRoom {
  #bytes = 0;
  /** What the task sends first is measured only when something follows: of most tasks it is all. */
  #first: object | undefined;
  #historyLength = 0;
  #awaited = false;
  /** Of what so much is under way that nothing more is begun before something has ended. */
  readonly #full = new Set<Kind>();

  constructor(private readonly run: PipelineRun) {}

  /** Something that was refused is started in a later task. */
  get isAwaited(): boolean {
    return this.#awaited;
  }

  /**
   * Whether there is room for an effect, which is taken then; else what the run holds is started in a later task, or once
   * something has ended.
   */
  takes(effect: CarriedEffect): boolean {
    if (this.#isTooMuch(effect)) return false;
    const sent = sentBy(effect);
    if (sent === undefined || this.takesValue(sent)) return true;
    if (!this.#awaited) void this.#wait();
    return false;
  }

  /** Something has ended. */
  freed(): void {
    if (this.#full.size === 0) return;
    this.#full.clear();
    this.run.startHeld();
  }

  /** Counted once: thousands may be held. */
  #isTooMuch(effect: CarriedEffect): boolean {
    const kind = kindOf(effect);
    if (kind === undefined) return false;
    if (!this.#full.has(kind) && isTooMuch(kind, this.run)) this.#full.add(kind);
    return this.#full.has(kind);
  }

  /** Whether there is room for a value; whoever is refused asks again. */
  takesValue(value: object): boolean {
    const { historyLength } = workflowInfo();
    if (historyLength !== this.#historyLength) {
      this.#historyLength = historyLength;
      this.#bytes = 0;
      this.#first = value;
      return true;
    }
    if (this.#first !== undefined) {
      this.#bytes = sentBytes(this.#first);
      this.#first = undefined;
    }
    const bytes = sentBytes(value);
    if (this.#bytes + bytes > MOST_BYTES) return false;
    this.#bytes += bytes;
    return true;
  }

  async #wait(): Promise<void> {
    this.#awaited = true;
    const summary = 'the rest, in another workflow task';
    await this.run.inScope(() => sleep(1, { summary })).promise;
    this.#awaited = false;
    this.run.startHeld();
  }
}

/** What Temporal would not take is refused by whoever was to send it. */
function sentBytes(value: object): number {
  const bytes = roughSize(value);
  return bytes > MAX_PAYLOAD_BYTES ? 0 : AROUND_BYTES + bytes;
}

/**
 * What the workflow task sends for it. Only that may be counted: where a task sent nothing, a replay may take it for one with
 * the next.
 */
function sentBy({ command, waiting, shard, left }: CarriedEffect): object | undefined {
  // It is under way already, or asks for room itself.
  if (waiting !== undefined || shard !== undefined || left !== undefined) return undefined;
  if (isLocal(command) && !mustHandOverLocalResults()) return undefined;
  if (command.type === 'invoke') return [command.input];
  if (command.type === 'items') {
    const { source: _, ...part } = command.part;
    return [command.definition, part];
  }
  if (command.type !== 'write' || command.resource === undefined) return undefined;
  return [command.results, command.inputs];
}

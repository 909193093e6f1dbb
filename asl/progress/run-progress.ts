import type { ItemTally, StateChange } from '../engine/turn';
import { problemTexts, type ProblemTexts } from './problem-texts';

const MAX_STATES = 100;
const MAX_FAILED_IN_ITEMS = 20;
const MAX_FAILED_IN_PART = 1;
const MAX_LOG_CHARACTERS = 2000;

/** A state that ended; its times are the engine's. */
export interface EndedState extends ProblemTexts {
  readonly path: string;
  readonly type: StateChange['type'];
  readonly how: Exclude<StateChange['how'], 'retried'>;
  readonly entry: number;
  readonly enteredMs: number;
  readonly endedMs: number;
  readonly tries: number;
  readonly target?: string;
  readonly items?: ItemTally;
}

/** What ended and is not listed. */
export interface UnlistedStates {
  readonly states: number;
  /** States in items of Maps, by how they ended. */
  readonly inItems: number;
  readonly failedInItems: number;
}

/** What FunctionGraph bills for, as far as its answers say it: the last call of each step. */
export interface PipelineCost {
  /** Calls of functions, all tries counted. */
  readonly calls: number;
  readonly billedMs: number;
  /** Memory times billed time. */
  readonly gbSeconds: number;
}

/** What a part of a run that ran elsewhere says of its past. */
export interface PartProgress {
  readonly cost?: PipelineCost;
  /** The first of the states that failed in its items; of many parts all of them would be too much for a history. */
  readonly failed?: readonly EndedState[] | undefined;
  /** How many others failed there. */
  readonly othersFailed?: number | undefined;
}

/** What a run that goes on elsewhere hands on of its past. */
export interface CarriedProgress {
  readonly ended: readonly EndedState[];
  readonly failedInItems: readonly EndedState[];
  readonly unlisted: UnlistedStates;
  readonly cost: PipelineCost;
  readonly logs?: { readonly path: string; readonly text: string };
}

/** What is measured of a call; see `InvokeReply` of the wire. */
export interface Measured {
  readonly billedMs?: number;
  readonly mb?: number;
  readonly tries?: number;
}

/** What is known of a call that failed. */
export interface FailedMeasure {
  readonly tries?: number;
  readonly summary?: { readonly billedDurationMs: number; readonly memoryMb: number };
  readonly logs?: string;
}

/** What a run has behind it, bounded in size. Where it is now stands in the engine's snapshot. */
export class RunProgress {
  readonly ended: EndedState[];
  readonly failedInItems: EndedState[];
  /** What the last try failed with, of states that are tried again, by path. */
  readonly problems = new Map<string, ProblemTexts>();
  unlisted: UnlistedStates;
  cost: PipelineCost;
  logs: CarriedProgress['logs'];

  constructor(carried: CarriedProgress | undefined) {
    this.ended = [...(carried?.ended ?? [])];
    this.failedInItems = [...(carried?.failedInItems ?? [])];
    this.unlisted = carried?.unlisted ?? { states: 0, inItems: 0, failedInItems: 0 };
    this.cost = carried?.cost ?? { calls: 0, billedMs: 0, gbSeconds: 0 };
    this.logs = carried?.logs;
  }

  /** @param nowMs on the engine's clock */
  take({ how, inItem, problem, ...state }: StateChange, nowMs: number): void {
    const { path } = state;
    const said = problem === undefined ? {} : problemTexts(problem);
    if (how === 'retried') {
      this.problems.set(path, said);
      return;
    }
    if (this.problems.size > 0) this.problems.delete(path);
    if (inItem && how !== 'failed') {
      this.unlisted = { ...this.unlisted, inItems: this.unlisted.inItems + 1 };
      return;
    }
    const ended: EndedState = { ...state, how, endedMs: nowMs, ...said };
    if (inItem) this.#keepFailedInItem(ended);
    else this.#keep(ended);
  }

  /** A call ended: what its answer, or its failure, says of its cost. */
  measured({ billedMs = 0, mb = 0, tries = 1 }: Measured): void {
    const { calls, billedMs: before, gbSeconds } = this.cost;
    this.cost = {
      calls: calls + tries,
      billedMs: before + billedMs,
      gbSeconds: rounded(gbSeconds + (billedMs / 1000) * (mb / 1024)),
    };
  }

  /** Adds what a part of the run that ran elsewhere says. */
  addPart({ cost: added, failed = [], othersFailed = 0 }: PartProgress): void {
    for (const state of failed) this.#keepFailedInItem(state);
    const { unlisted } = this;
    this.unlisted = { ...unlisted, failedInItems: unlisted.failedInItems + othersFailed };
    if (added === undefined) return;
    const { calls, billedMs, gbSeconds } = this.cost;
    this.cost = {
      calls: calls + added.calls,
      billedMs: billedMs + added.billedMs,
      gbSeconds: rounded(gbSeconds + added.gbSeconds),
    };
  }

  callFailed(path: string, failure: FailedMeasure | undefined): void {
    if (failure === undefined) return;
    const { summary, tries = 1, logs } = failure;
    this.measured({
      tries,
      ...(summary !== undefined && { billedMs: summary.billedDurationMs, mb: summary.memoryMb }),
    });
    if (logs !== undefined) this.logs = { path, text: logs.slice(-MAX_LOG_CHARACTERS) };
  }

  carry(): CarriedProgress {
    const { ended, failedInItems, unlisted, cost, logs } = this;
    return { ended, failedInItems, unlisted, cost, ...(logs !== undefined && { logs }) };
  }

  #keep(state: EndedState): void {
    this.ended.push(state);
    if (this.ended.length <= MAX_STATES) return;
    this.ended.shift();
    this.unlisted = { ...this.unlisted, states: this.unlisted.states + 1 };
  }

  #keepFailedInItem(state: EndedState): void {
    this.failedInItems.push(state);
    if (this.failedInItems.length <= MAX_FAILED_IN_ITEMS) return;
    this.failedInItems.shift();
    this.unlisted = { ...this.unlisted, failedInItems: this.unlisted.failedInItems + 1 };
  }
}

/** What a part of a run says to the run. */
export function partOf({
  cost,
  failedInItems,
  unlisted,
}: Pick<CarriedProgress, 'cost' | 'failedInItems' | 'unlisted'>): PartProgress {
  const failed = failedInItems.slice(0, MAX_FAILED_IN_PART);
  const othersFailed = failedInItems.length - failed.length + unlisted.failedInItems;
  return { cost, ...(failed.length > 0 && { failed }), ...(othersFailed > 0 && { othersFailed }) };
}

/** Sums of fractions end in noise. */
const rounded = (gbSeconds: number): number => Math.round(gbSeconds * 1e6) / 1e6;

import type { MachinePlan, Plan, StatePlan } from '../compile/plan';
import type { Scope } from '../compile/scope';
import type { JsonObject, JsonValue } from '../language/json';
import { segment, shortenPath } from './path';
import { CANCELLED_PROBLEM, EngineError } from './problem';
import type { Position, Snapshot, Thread } from './snapshot';
import { StateSurroundings } from './surroundings';
import { tellWatcher } from './tell-watcher';
import type { Command, EngineContext, Problem, Result, Turn, WorkOutcome } from './turn';

/** A command as its state gives it: the run adds number and path. */
export type NewCommand = Command extends infer C
  ? C extends Command
    ? Omit<C, 'id' | 'path'>
    : never
  : never;

/** A thread inside a state, with the state's plan. */
export interface Visit<P extends StatePlan = StatePlan> {
  readonly thread: Thread;
  readonly at: Position;
  readonly plan: P;
}

/** What is to be done yet within the turn. */
export type Work =
  | { readonly type: 'begin'; readonly thread: Thread }
  /** A branch or an item came to its end: its container goes on. */
  | {
      readonly type: 'child';
      readonly parent: Thread;
      readonly child: Thread;
      readonly outcome: WorkOutcome;
    };

/** One turn of a run: the snapshot being changed, and what the turn has to say. */
export class Run {
  readonly #commands: Command[] = [];
  readonly #queue: Work[] = [];
  #next = 0;
  /** Threads that a catcher has sent on in this turn, with their children; and what they ask for. */
  readonly #catching = new Set<number>();
  readonly #caught = new Set<number>();
  #cutShort = false;
  done: Result | undefined;

  constructor(
    readonly plan: Plan,
    readonly snapshot: Snapshot,
    readonly context: EngineContext,
  ) {}

  turn(): Turn {
    const { snapshot, done } = this;
    return {
      snapshot,
      commands: this.#commands,
      ...(this.#caught.size > 0 && { caught: this.#caught }),
      ...(this.#cutShort && { cutShort: true }),
      ...(done !== undefined && { done }),
    };
  }

  /** The run was cancelled before everything of a state had begun. */
  notBegun(): Problem {
    this.#cutShort = true;
    return CANCELLED_PROBLEM;
  }

  /** First in, first out; work of threads that were cancelled meanwhile is passed over. */
  takeWork(): Work | undefined {
    while (this.#next < this.#queue.length) {
      const work = this.#queue[this.#next++];
      if (work === undefined) return undefined;
      const thread = work.type === 'begin' ? work.thread : work.parent;
      if (this.snapshot.threads[thread.id] === thread) return work;
    }
    return undefined;
  }

  /** The state that the thread is in begins its work: for the first time, or again. */
  makeReady(thread: Thread): void {
    this.#queue.push({ type: 'begin', thread });
  }

  /** A thread came to its end; returns false for the outermost, which nothing stands around. */
  endThread(child: Thread, outcome: WorkOutcome): boolean {
    this.snapshot.threads[child.id] = undefined;
    const parent = this.#parentOf(child);
    if (parent === undefined) return false;
    if (parent.at?.caught === true) this.#catching.add(parent.id);
    this.#queue.push({ type: 'child', parent, child, outcome });
    return true;
  }

  newThread(
    thread: Omit<Thread, 'id' | 'variables' | 'visits'> & { readonly variables?: Thread['variables'] },
  ): Thread {
    const made: Thread = { variables: {}, ...thread, id: this.snapshot.nextId++, visits: [] };
    this.snapshot.threads[made.id] = made;
    if (made.parent !== undefined && this.#catching.has(made.parent)) this.#catching.add(made.id);
    return made;
  }

  machineOf(thread: Thread): MachinePlan {
    const machine = this.plan.machines[thread.machine];
    if (machine === undefined)
      throw new EngineError(
        `The plan has no machine ${thread.machine}: the snapshot belongs to another definition.`,
      );
    return machine;
  }

  visitOf(thread: Thread): Visit {
    const { at } = thread;
    if (at === undefined) throw new EngineError(`Thread ${thread.id} is in no state.`);
    return { thread, at, plan: this.planOf(thread, at.state) };
  }

  planOf(thread: Thread, state: string): StatePlan {
    const plan = this.machineOf(thread).states.get(state);
    if (plan !== undefined) return plan;
    throw new EngineError(`The plan has no state '${state}': the snapshot belongs to another definition.`);
  }

  enter(thread: Thread, state: string, input: JsonValue): void {
    const plan = this.planOf(thread, state);
    const visit = countVisit(thread.visits, plan.index);
    const path = shortenPath(thread.prefix + segment(plan.segment, visit));
    const entry = ++this.snapshot.entered;
    const cancelled = this.#followsCancelled(thread);
    const { nowMs } = this.context;
    thread.at = { state, path, input, enteredMs: nowMs, entry, tries: 0, ...(cancelled && { cancelled }) };
    this.context.observe?.({ type: 'entered', path, state, input });
    this.makeReady(thread);
  }

  /** Of a thread's first state what it stands in was cancelled, else the state before; a catcher's state is free of that. */
  #followsCancelled(thread: Thread): boolean {
    if (this.#catching.has(thread.id)) return false;
    const before = thread.at ?? this.#parentOf(thread)?.at;
    return before?.cancelled === true;
  }

  /** What the paths of a container's children begin with, before `[i]` or `<b>`. */
  fullPath({ thread, plan }: Visit): string {
    return thread.prefix + segment(plan.segment, thread.visits[plan.index] ?? 1);
  }

  scope({ thread, at, plan }: Visit, item?: Thread['item']): Scope {
    const retries = plan.type === 'Task' || plan.type === 'Map' || plan.type === 'Parallel';
    const place = { snapshot: this.snapshot, thread, at, retries };
    return { input: at.input, around: new StateSurroundings(place, this.context, item) };
  }

  command(visit: Visit, command: NewCommand): void {
    visit.at.command = this.sideCommand(visit, command);
  }

  /** One of several commands that a state waits for. */
  sideCommand({ thread, at }: Visit, command: NewCommand): number {
    const id = this.snapshot.nextId++;
    this.snapshot.pending[id] = thread.id;
    // Into the command itself, which its state made for this: a copy would cost half of a task's turn.
    this.#commands.push(Object.assign(command, { id, path: at.path }));
    if (this.#catching.has(thread.id)) this.#caught.add(id);
    return id;
  }

  /** A catcher sends the thread on; where it took the cancellation of the run, what stands around it may go on, too. */
  caught(thread: Thread): void {
    this.#catching.add(thread.id);
    if (thread.at?.cancelled !== true) return;
    for (let around = this.#parentOf(thread); around !== undefined; around = this.#parentOf(around))
      if (around.at !== undefined) around.at.caught = true;
  }

  #parentOf({ parent }: Thread): Thread | undefined {
    return parent === undefined ? undefined : this.snapshot.threads[parent];
  }

  /** A command of no state: the machine's time limit. */
  machineTimeout(untilMs: number): void {
    const id = this.snapshot.nextId++;
    this.snapshot.timeoutId = id;
    this.#commands.push({ type: 'wait', why: 'machine-timeout', untilMs, id, path: '' });
  }

  /** The command of a thread is done or no longer wanted. */
  settle(thread: Thread): void {
    const command = thread.at?.command;
    if (thread.at === undefined || command === undefined) return;
    this.snapshot.pending[command] = undefined;
    thread.at.command = undefined;
  }

  /** Ends threads from outside, with all that is under way in them. */
  cancel(ids: readonly number[]): void {
    for (const id of ids) {
      const thread = this.snapshot.threads[id];
      if (thread === undefined) continue;
      const { at } = thread;
      if (at !== undefined && this.done?.status !== 'SUCCEEDED')
        tellWatcher(this, this.visitOf(thread), 'cancelled');
      if (at?.command !== undefined) {
        this.#commands.push({ type: 'cancel', id: at.command, path: at.path });
        this.settle(thread);
      }
      this.cancelChildren(thread);
      this.snapshot.threads[id] = undefined;
    }
  }

  /** Branches, items, chunks of items, and parts of their results. */
  cancelChildren(thread: Thread): void {
    this.cancel(childrenOf(thread));
    const { chunks, parts } = thread.at?.map ?? {};
    for (const id of Object.keys({ ...chunks, ...parts?.open }).map(Number)) {
      this.snapshot.pending[id] = undefined;
      this.#commands.push({ type: 'cancel', id, path: thread.at?.path ?? '' });
    }
  }

  end(result: Result): void {
    this.done = result;
    this.cancel([0]);
    const { timeoutId } = this.snapshot;
    if (timeoutId !== undefined) {
      this.#commands.push({ type: 'cancel', id: timeoutId, path: '' });
      this.snapshot.timeoutId = undefined;
    }
  }

  /** Variables land together, once everything was evaluated. */
  assign(thread: Thread, assigned: JsonObject | undefined): void {
    if (assigned !== undefined) thread.variables = { ...thread.variables, ...assigned };
  }
}

function countVisit(visits: number[], index: number): number {
  while (visits.length <= index) visits.push(0);
  const visit = (visits[index] ?? 0) + 1;
  visits[index] = visit;
  return visit;
}

export function childrenOf(thread: Thread): readonly number[] {
  const { parallel, map } = thread.at ?? {};
  if (map !== undefined) return map.running;
  return parallel?.children.filter((child) => child !== null) ?? [];
}

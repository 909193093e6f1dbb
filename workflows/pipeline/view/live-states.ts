import type { Command, Plan, Snapshot } from '../../../asl/run';
import type { EngineClock } from '../../../asl/calls';
import type { CallbackWait } from '../pipeline-input';
import type { RunProgress } from '../../../asl/progress';
import type { ItemsView, StateStatus, StateView } from './pipeline-view';

export interface LiveEffect {
  readonly command: Command;
  readonly waiting?: CallbackWait;
  /** Where a call inside an express activity stands; `dueMs` is on the outer clock. */
  readonly call?: { readonly tries: number; readonly dueMs?: number };
}

/** What a view is made of. */
export interface LiveRun {
  readonly plan: Plan;
  readonly snapshot: Snapshot | undefined;
  /** Effects under way. */
  readonly open: ReadonlyMap<number, LiveEffect>;
  readonly paused: boolean;
  readonly clock: EngineClock;
  readonly progress: RunProgress;
}

type Thread = NonNullable<Snapshot['threads'][number]>;
type Position = NonNullable<Thread['at']>;

/**
 * The states that a run is in, outer ones before inner ones. It looks at no more threads than it lists, so that a Map with
 * thousands of items under way costs no more than a small one.
 *
 * @param maxStates listed in all
 * @param maxItems items of one Map whose states are listed
 */
export function liveStates(run: LiveRun, maxStates: number, maxItems: number): StateView[] {
  const found: StateView[] = [];
  const visit = (id: number): void => {
    const thread = run.snapshot?.threads[id];
    if (thread?.at === undefined || found.length >= maxStates) return;
    found.push(liveState(run, thread, thread.at));
    const { map, parallel } = thread.at;
    for (const item of map?.running.slice(0, maxItems) ?? []) visit(item);
    for (const branch of parallel?.children ?? []) if (branch !== null) visit(branch);
  };
  visit(0);
  return found;
}

function liveState(run: LiveRun, thread: Thread, at: Position): StateView {
  const { clock, progress, plan } = run;
  const state = plan.machines[thread.machine]?.states.get(at.state);
  const target = state?.type === 'Task' ? state.resource.target : '';
  const items = itemsOf(at);
  return {
    path: at.path,
    type: state?.type ?? '',
    ...standing(run, at),
    entry: at.entry,
    enteredMs: clock.dateMs(at.enteredMs),
    tries: at.tries + 1 + triesOf(run, at),
    ...(items !== undefined && { items }),
    ...(target !== '' && { target }),
    ...progress.problems.get(at.path),
  };
}

function standing(
  { open, paused, clock }: LiveRun,
  { command }: Position,
): { status: StateStatus; untilMs?: number } {
  if (command === undefined) return { status: 'running' };
  const effect = open.get(command);
  if (effect === undefined) return { status: paused ? 'held' : 'running' };
  const { command: asked, waiting, call } = effect;
  if (call?.dueMs !== undefined) return { status: 'retrying', untilMs: call.dueMs };
  if (asked.type === 'wait')
    return { status: asked.why === 'retry' ? 'retrying' : 'waiting', untilMs: clock.dateMs(asked.untilMs) };
  if (asked.type !== 'invoke' || waiting === undefined) return { status: 'running' };
  const { timeoutMs = Infinity, heartbeatMs = Infinity } = asked;
  const dueMs = Math.min(waiting.sinceMs + timeoutMs, waiting.aliveMs + heartbeatMs);
  return { status: 'callback', ...(dueMs < Infinity && { untilMs: clock.dateMs(dueMs) }) };
}

function triesOf({ open }: LiveRun, { command }: Position): number {
  return (command === undefined ? undefined : open.get(command)?.call?.tries) ?? 0;
}

interface Chunk {
  readonly count: number;
}

function itemsOf({ map }: Position): ItemsView | undefined {
  if (map === undefined) return undefined;
  let running = map.running.length;
  for (const chunk of Object.values<Chunk | undefined>(map.chunks ?? {})) running += chunk?.count ?? 0;
  return { total: map.results.length, running, done: map.done, failed: map.failed };
}

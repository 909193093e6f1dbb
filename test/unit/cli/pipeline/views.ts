import type { PipelineView, StateView } from '../../../../client';
import { paintFor } from '../../../../cli/run-view/paint';

export const plain = paintFor({ isTTY: false });

export const START_MS = Date.parse('2026-01-02T03:04:05.000Z');

let entry = 0;

export function state(path: string, more: Partial<StateView> = {}): StateView {
  return { path, type: 'Task', status: 'running', entry: ++entry, enteredMs: START_MS, tries: 1, ...more };
}

export function ended(path: string, afterMs: number, more: Partial<StateView> = {}): StateView {
  return state(path, { status: 'succeeded', endedMs: START_MS + afterMs, ...more });
}

export function view(states: readonly StateView[], more: Partial<PipelineView> = {}): PipelineView {
  return {
    name: 'orders',
    status: 'RUNNING',
    startedMs: START_MS,
    states,
    unlisted: { states: 0, inItems: 0, failedInItems: 0 },
    cost: { calls: 2, billedMs: 100, gbSeconds: 0.0125 },
    ...more,
  };
}

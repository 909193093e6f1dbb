import type { ItemsView, PipelineView, StateView } from '../../client';
import { formatMs } from '../../retry';
import type { Paint } from '../run-view/paint';
import { logLines } from './log-lines';
import { stateLines } from './state-line';
import { statusText } from './status-text';

const COLUMNS = 160;

/** A run where no terminal is: a line for each state that ended, each wait that began, each tenth of a Map, and each pause. */
export class PlainLog {
  /** By {@link keyOf}. */
  readonly #ended = new Set<string>();
  readonly #waits = new Set<string>();
  #notice: string | undefined;
  #status: string | undefined;
  readonly #tenths = new Map<string, number>();

  constructor(
    private readonly write: (line: string) => void,
    private readonly paint: Paint,
  ) {}

  update(view: PipelineView): void {
    const style = { paint: this.paint, nowMs: Date.now(), wholePath: true, columns: COLUMNS };
    const ended = view.states.filter(
      (state) => state.endedMs !== undefined && !this.#ended.has(keyOf(state)),
    );
    for (const state of ended.toSorted(byEnd)) {
      this.#ended.add(keyOf(state));
      for (const line of [...stateLines(state, style), ...logLines(view, state, this.paint, COLUMNS)])
        this.write(line);
    }
    for (const state of view.states) this.#underWay(state, style.nowMs);
    if (view.endedMs === undefined) this.#run(statusText(view));
  }

  #run(status: string | undefined): void {
    if (status !== this.#status) this.write(`  … ${status ?? 'goes on'}`);
    this.#status = status;
  }

  #underWay(state: StateView, nowMs: number): void {
    const { path, status, untilMs, items, endedMs, error, tries } = state;
    if (endedMs === undefined && items !== undefined) this.#items(state, items);
    const wait = WAITS[status as keyof typeof WAITS] as string | undefined;
    const key = `${keyOf(state)} ${tries} ${status}`;
    if (wait === undefined || this.#waits.has(key)) return;
    this.#waits.add(key);
    const left = untilMs === undefined ? '' : ` for ${formatMs(Math.max(0, untilMs - nowMs))}`;
    this.write(`  … ${path}: ${error === undefined ? '' : `${error}, `}${wait}${left}`);
  }

  #items(state: StateView, { done, total, failed }: ItemsView): void {
    const tenth = Math.floor((done / Math.max(1, total)) * 10);
    const key = keyOf(state);
    if (tenth <= (this.#tenths.get(key) ?? 0)) return;
    this.#tenths.set(key, tenth);
    this.write(`  … ${state.path}: ${done} of ${total} items${failed > 0 ? `, ${failed} failed` : ''}`);
  }

  notice(text: string | undefined): void {
    if (text !== undefined && text !== this.#notice) this.write(text);
    this.#notice = text ?? this.#notice;
  }

  close(): void {}
}

/** Numbers alone are those of a chunk, where a large Map's items ran in chunks. */
const keyOf = ({ path, entry }: StateView): string => `${path} ${entry}`;

/** What ended first; of those that ended together the inner ones. */
function byEnd(a: StateView, b: StateView): number {
  return (a.endedMs ?? 0) - (b.endedMs ?? 0) || depth(b) - depth(a) || a.entry - b.entry;
}

const depth = ({ path }: StateView): number => path.split('/').length;

const WAITS = { waiting: 'waits', callback: 'waits for its callback', retrying: 'waits for the next try' };

import type { PipelineView, StateView } from '../../client';
import { formatMs } from '../../retry';
import { firstOf, type LiveLines } from '../run-view/live-lines';
import type { Paint } from '../run-view/paint';
import { wrapTo } from '../run-view/text-width';
import { logLines } from './log-lines';
import { type StateBlock, stateBlocks } from './state-blocks';
import { stateLines } from './state-line';
import { statusText } from './status-text';

const REDRAW_MS = 100;
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Lines of the screen beside those of the states and the notice: that there are more, the footer, and the line of the cursor. */
const OTHER_LINES = 4;

/** A run in a terminal: states that ended stay where they were written, those under way change in place below them. */
export class LiveView {
  #view: PipelineView | undefined;
  #notice: string | undefined;
  readonly #written = new Set<number>();
  readonly #redrawing = setInterval(() => this.#draw(), REDRAW_MS);

  constructor(
    private readonly lines: LiveLines,
    private readonly paint: Paint,
    /** At the end of the last line: what can be done meanwhile. */
    private readonly hint: string,
  ) {}

  update(view: PipelineView): void {
    this.#view = view;
    for (const block of stateBlocks(view)) {
      if (!block.ended || this.#written.has(block.entry)) continue;
      this.#written.add(block.entry);
      for (const line of this.#linesOf(block.states, view)) this.lines.print(line);
    }
    this.#draw();
  }

  /** What keeps the run from going on, or its view from being seen. */
  notice(text: string | undefined): void {
    this.#notice = text;
    this.#draw();
  }

  close(): void {
    clearInterval(this.#redrawing);
    this.lines.show([]);
  }

  #draw(): void {
    const view = this.#view;
    const notice = this.#noticeLines();
    const most = Math.max(3, this.lines.rows - OTHER_LINES - notice.length);
    const blocks = view === undefined ? [] : stateBlocks(view);
    const open = blocks.filter((block) => !block.ended).flatMap((block) => this.#fitting(block, most));
    const states = view === undefined ? [] : this.#linesOf(open, view);
    this.lines.show([...firstOf(states, most), ...notice, this.#footer(view)], this.lines.rows - 2);
  }

  /** Of a block that is larger than the screen, what is under way. */
  #fitting({ states }: StateBlock, most: number): readonly StateView[] {
    return states.length <= most ? states : states.filter(({ endedMs }) => endedMs === undefined);
  }

  #linesOf(states: readonly StateView[], view: PipelineView): string[] {
    const nowMs = Date.now();
    const spinner = SPINNER[Math.floor(nowMs / REDRAW_MS) % SPINNER.length] ?? '';
    const style = { paint: this.paint, nowMs, spinner, columns: this.lines.columns };
    return states.flatMap((state) => [
      ...stateLines(state, style),
      ...logLines(view, state, this.paint, style.columns),
    ]);
  }

  /** It says at its end what to do. */
  #noticeLines(): string[] {
    if (this.#notice === undefined) return [];
    return wrapTo(this.#notice, this.lines.columns - 3).map((line) => `  ${this.paint('yellow', line)}`);
  }

  #footer(view: PipelineView | undefined): string {
    if (view === undefined) return this.paint('dim', `  ${this.hint}`);
    const status = statusText(view);
    const first = status === undefined ? '' : `${this.paint('yellow', status)} ${this.paint('dim', '· ')}`;
    return `  ${first}${this.paint('dim', `${costLine(view)}   ${this.hint}`)}`;
  }
}

export function costLine({ cost, startedMs, endedMs }: PipelineView): string {
  const { calls, billedMs, gbSeconds } = cost;
  return [
    formatMs(Math.max(0, (endedMs ?? Date.now()) - startedMs)),
    `${calls} ${calls === 1 ? 'call' : 'calls'}`,
    `${gbSeconds.toFixed(4)} GB-seconds (${formatMs(billedMs)} billed)`,
  ].join(' · ');
}

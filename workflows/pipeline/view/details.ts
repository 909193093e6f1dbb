import { formatMs } from '../../../retry';
import { liveStates } from './live-states';
import { markdownRow, markdownText, TABLE_HEADING, timeText } from './markdown-row';
import type { EndedState } from './run-progress';
import { inTreeOrder } from './tree-order';
import { endedState, summaryOf, type ViewedRun } from './view-of';

const MAX_ENDED = 20;
const MAX_FAILED_IN_ITEMS = 5;
const MAX_LIVE = 15;
const MAX_ITEMS = 3;

interface Row {
  readonly path: string;
  readonly entry: number;
  readonly text: string;
}

/**
 * A run as Markdown, for Temporal's UI, which shows a workflow's current details so. It is written anew after each turn:
 * few rows, and those of states that ended are kept.
 */
export class Details {
  readonly #rows = new WeakMap<EndedState, Row>();

  of(run: ViewedRun): string {
    const { ended, failedInItems, unlisted } = run.progress;
    const rows = inTreeOrder([
      ...ended.slice(-MAX_ENDED).map((state) => this.#rowOf(state, run)),
      ...failedInItems.slice(-MAX_FAILED_IN_ITEMS).map((state) => this.#rowOf(state, run)),
      ...liveStates(run, MAX_LIVE, MAX_ITEMS).map((state) => ({
        path: state.path,
        entry: state.entry,
        text: markdownRow(state),
      })),
    ]);
    const earlier = unlisted.states + Math.max(0, ended.length - MAX_ENDED);
    const before = earlier === 0 ? '' : `${earlier} states before these.\n\n`;
    return `${heading(run)}\n\n${before}${TABLE_HEADING}\n${rows.map(({ text }) => text).join('\n')}`;
  }

  #rowOf(state: EndedState, { clock }: ViewedRun): Row {
    const known = this.#rows.get(state);
    if (known !== undefined) return known;
    const { path, entry } = state;
    const row = { path, entry, text: markdownRow(endedState(state, clock)) };
    this.#rows.set(state, row);
    return row;
  }
}

function heading(run: ViewedRun): string {
  const { status, cost, deadlineMs, error, cause } = summaryOf(run);
  const facts = [
    `**${status}**`,
    `${cost.calls} ${cost.calls === 1 ? 'call' : 'calls'} of functions`,
    `${cost.gbSeconds.toFixed(3)} GB-seconds (${formatMs(cost.billedMs)} billed)`,
    ...(deadlineMs === undefined ? [] : [`time is up at ${timeText(deadlineMs)} UTC`]),
  ].join(' · ');
  if (error === undefined) return facts;
  return `${facts}\n\n${markdownText(cause === undefined ? error : `${error}: ${cause}`)}`;
}

import { formatMs } from '../../../retry';
import { liveStates } from './live-states';
import { markdownRow, markdownText, TABLE_HEADING, timeText } from './markdown-row';
import { inTreeOrder } from './tree-order';
import { endedState, summaryOf, type ViewedRun } from './view-of';

const MAX_ENDED = 20;
const MAX_FAILED_IN_ITEMS = 5;
const MAX_LIVE = 15;
const MAX_ITEMS = 3;

/** A run as Markdown, for Temporal's UI, which shows a workflow's current details so. */
export function detailsOf(run: ViewedRun): string {
  const { ended, failedInItems, unlisted } = run.progress;
  const states = inTreeOrder([
    ...[...ended.slice(-MAX_ENDED), ...failedInItems.slice(-MAX_FAILED_IN_ITEMS)].map((state) =>
      endedState(state, run.clock),
    ),
    ...liveStates(run, MAX_LIVE, MAX_ITEMS),
  ]);
  const earlier = unlisted.states + Math.max(0, ended.length - MAX_ENDED);
  const before = earlier === 0 ? '' : `${earlier} states before these.\n\n`;
  return `${heading(run)}\n\n${before}${TABLE_HEADING}\n${states.map(markdownRow).join('\n')}`;
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

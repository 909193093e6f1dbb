import type { StateStatus } from './pipeline-view';

/** The sign of a state in the terminal and in Temporal's UI. */
export const STATUS_MARKS: Readonly<Record<StateStatus, string>> = {
  running: '●',
  waiting: '◷',
  callback: '✉',
  retrying: '↻',
  held: '‖',
  succeeded: '✓',
  caught: '✓',
  failed: '✗',
  cancelled: '-',
};

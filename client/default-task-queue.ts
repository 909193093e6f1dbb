/** What workers serve where nobody says another: as in worker/run/worker-options.ts. */
export const DEFAULT_TASK_QUEUE = 'functiongraph';

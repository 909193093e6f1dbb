/**
 * Made for the load of a production cluster, some of the server's defaults make a small one slow: a shard's queues are
 * polled 20 times a second (50 ms for each step of a workflow), timers fire up to a second late, retries included, and a
 * task queue has four partitions, of which the few pollers of a single worker leave some alone: a workflow that is
 * started there among others waits two seconds for its first task.
 */
const SETTINGS = {
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxTimeShift': '5ms',
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'frontend.enableServerVersionCheck': false,
};

export interface ServerSettings {
  readonly port: number;
  /** Absent: no UI. */
  readonly uiPort: number | undefined;
  /** Absent: in memory. */
  readonly dbFile: string | undefined;
  /** Further settings of the dynamic configuration, by their names. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** The command line of `temporal` for a server on 127.0.0.1. */
export function serverArguments({ port, uiPort, dbFile, settings }: ServerSettings): string[] {
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    `--port=${port}`,
    uiPort === undefined ? '--headless' : `--ui-port=${uiPort}`,
    ...(dbFile === undefined ? [] : [`--db-filename=${dbFile}`]),
    '--log-level=warn',
    ...Object.entries({ ...SETTINGS, ...settings }).map(
      ([key, value]) => `--dynamic-config-value=${key}=${JSON.stringify(value)}`,
    ),
  ];
}

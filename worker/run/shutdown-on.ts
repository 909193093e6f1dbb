import type { Logger, Worker } from '@temporalio/worker';

/** Begins the graceful shutdown of a worker that runs, or is about to, when the signal comes. */
export function shutdownOn(signal: AbortSignal, worker: Worker, logger: Logger): void {
  const shutdown = () => {
    const { numInFlightActivities } = worker.getStatus();
    logger.info('Worker stops taking work; running calls may finish', {
      runningCalls: numInFlightActivities,
      graceMs: worker.options.shutdownGraceTimeMs,
    });
    worker.shutdown();
  };
  // A worker can be shut down only once it runs, which `run` does before it returns its promise.
  if (signal.aborted) setImmediate(shutdown);
  else signal.addEventListener('abort', shutdown, { once: true });
}

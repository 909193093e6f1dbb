import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Readiness } from './health';

const ANSWER_WITHIN_MS = 2_000;

export interface WorkerParts {
  readonly connection?: Pick<NativeConnection, 'withDeadline' | 'healthService'>;
  readonly worker?: Pick<Worker, 'getState'>;
}

/** A worker is ready while it polls and Temporal answers. */
export async function readiness(state: WorkerParts): Promise<Readiness> {
  const { connection, worker } = state;
  if (connection === undefined || worker === undefined) return { ready: false, state: 'starting' };
  const running = worker.getState();
  if (running !== 'RUNNING') return { ready: false, state: running.toLowerCase() };
  try {
    await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => connection.healthService.check({}));
    return { ready: true, state: 'running' };
  } catch {
    return { ready: false, state: 'Temporal does not answer' };
  }
}

import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Protection } from '../../activities';
import type { Readiness } from '../http/health-routes';

const ANSWER_WITHIN_MS = 2_000;

export interface WorkerParts {
  readonly connection?: Pick<NativeConnection, 'withDeadline' | 'healthService'>;
  readonly worker?: Pick<Worker, 'getState'>;
  readonly protection?: Pick<Protection, 'notReadyReason'>;
}

/** A worker is ready while it polls, Temporal answers, and functions are called. */
export async function readiness(state: WorkerParts): Promise<Readiness> {
  const { connection, worker, protection } = state;
  if (connection === undefined || worker === undefined) return { ready: false, state: 'starting' };
  const running = worker.getState();
  if (running !== 'RUNNING') return { ready: false, state: running.toLowerCase() };
  const held = protection?.notReadyReason;
  if (held !== undefined) return { ready: false, state: held };
  try {
    await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => connection.healthService.check({}));
    return { ready: true, state: 'running' };
  } catch {
    return { ready: false, state: 'Temporal does not answer' };
  }
}

import type { Observation } from '../engine/turn';
import type { TaskCall } from './effects';
import type { EvaluationFailure, TaskInput, Visit } from './execution';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Keeps what a run shows of itself. */
export class Recorder {
  readonly visits: Visit[] = [];
  readonly taskInputs: TaskInput[] = [];
  readonly evaluationFailures: EvaluationFailure[] = [];
  readonly #open = new Map<string, Writable<Visit>>();

  observe(observation: Observation): void {
    switch (observation.type) {
      case 'entered': {
        const { path, state, input } = observation;
        const visit: Writable<Visit> = { path, state, input };
        this.#open.set(path, visit);
        this.visits.push(visit);
        return;
      }
      case 'exited': {
        const visit = this.#open.get(observation.path);
        if (!visit) return;
        const { output, assigned, next, by } = observation;
        Object.assign(visit, { output, assigned, next, by });
        for (const key of ['assigned', 'next', 'by'] as const)
          if (visit[key] === undefined) delete visit[key];
        this.#open.delete(observation.path);
        return;
      }
      case 'failed': {
        const visit = this.#open.get(observation.path);
        if (visit) visit.problem = observation.problem;
        return;
      }
      case 'evaluation-failed': {
        const { path, state, error, cause, location } = observation;
        this.evaluationFailures.push({
          path,
          state,
          error,
          cause,
          ...(location !== undefined && { location }),
        });
        return;
      }
      case 'data':
    }
  }

  called(call: TaskCall): void {
    const { state, path, input, timeoutMs, heartbeatMs } = call;
    this.taskInputs.push({
      state,
      path,
      function: call.function,
      input,
      try: call.try,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(heartbeatMs !== undefined && { heartbeatMs }),
    });
  }
}

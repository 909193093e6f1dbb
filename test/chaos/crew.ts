import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A time in which something was done to the workers or the server; a repetition within it has a reason. */
export interface Disruption {
  readonly what: string;
  readonly fromMs: number;
  toMs: number;
}

/** The workers of the run: as many as were asked for, replaced whenever one has ended. */
export class Crew {
  readonly disruptions: Disruption[] = [];
  readonly #workers: (ChildProcess | undefined)[];
  readonly #paused = new Set<number>();
  #closing = false;

  constructor(
    size: number,
    private readonly args: readonly string[],
  ) {
    this.#workers = Array.from({ length: size }, () => undefined);
  }

  async start(): Promise<void> {
    await Promise.all(this.#workers.map((_, index) => this.#launch(index)));
  }

  /** Ends a worker as a crash does, or as a deployment does; a new one takes its place. */
  async end(index: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const worker = this.#workers[index];
    if (worker === undefined || worker.exitCode !== null || this.#paused.has(index)) return;
    const disruption = this.note(signal);
    const exited = once(worker, 'exit');
    worker.kill(signal);
    await exited;
    this.settle(disruption);
  }

  /** Stops a worker for longer than its heartbeats allow, and lets it go on: a zombie that believes it is alive. */
  async pause(index: number, pauseMs: number): Promise<void> {
    const worker = this.#workers[index];
    if (worker === undefined || worker.exitCode !== null || this.#paused.has(index)) return;
    this.#paused.add(index);
    const disruption = this.note('SIGSTOP');
    worker.kill('SIGSTOP');
    await sleep(pauseMs);
    worker.kill('SIGCONT');
    this.#paused.delete(index);
    this.settle(disruption);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(
      this.#workers.map(async (worker) => {
        if (worker === undefined || worker.exitCode !== null || worker.signalCode !== null) return;
        const exited = once(worker, 'exit');
        worker.kill('SIGCONT');
        worker.kill('SIGKILL');
        await exited;
      }),
    );
  }

  /** Begins a disruption; its end is told with {@link settle}. */
  note(what: string): Disruption {
    const disruption = { what, fromMs: Date.now() - SETTLE_MS, toMs: Number.POSITIVE_INFINITY };
    this.disruptions.push(disruption);
    return disruption;
  }

  settle(disruption: Disruption): void {
    disruption.toMs = Date.now() + SETTLE_MS;
  }

  async #launch(index: number): Promise<void> {
    const worker = fork(join(__dirname, 'worker-process.js'), this.args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#workers[index] = worker;
    worker.once('exit', () => {
      if (!this.#closing) setTimeout(() => void this.#launch(index), 200);
    });
    await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
  }
}

/** What a disruption sets off may show this much later: a timeout that was running, a task on its way. */
const SETTLE_MS = 7000;

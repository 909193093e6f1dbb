import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The process that runs the workflows of all cases. */
export class WorkflowWorker {
  #child: ChildProcess | undefined;
  #killing: Promise<void> | undefined;
  readonly #closing = new AbortController();

  /**
   * @param args of worker-process.ts
   * @param onKill called when it was killed
   */
  constructor(
    private readonly args: readonly string[],
    private readonly onKill: () => void,
  ) {}

  async start(): Promise<void> {
    const child = fork(join(__dirname, 'worker-process.js'), this.args);
    this.#child = child;
    const end = once(child, 'exit').then(() => {
      throw new Error('The process that runs the workflows ended before it was ready.');
    });
    end.catch(() => undefined);
    await Promise.race([once(child, 'message'), end]);
  }

  /** Kills it (`kill -9`) again and again, and puts another into its place. */
  killAtRandom(random: () => number): void {
    this.#killing = this.#kill(random);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#killing;
    if (this.#child?.connected !== true) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  async #kill(random: () => number): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      const lifeMs = SHORTEST_LIFE_MS + random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
      await sleep(lifeMs, undefined, { signal }).catch(() => undefined);
      const child = this.#child;
      if (signal.aborted || child === undefined) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      this.onKill();
      await this.start();
    }
  }
}

const SHORTEST_LIFE_MS = 300;
const LONGEST_LIFE_MS = 2500;

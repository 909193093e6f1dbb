import type { RetryNote } from './retry-note';

/** Prints notes about failed tries at once, or, while they are held, once it is known that their step has begun. */
export class RetryLines {
  #held: RetryNote[] | undefined;

  constructor(private readonly print: (note: RetryNote) => void) {}

  take(note: RetryNote): void {
    if (this.#held === undefined) this.print(note);
    else this.#held.push(note);
  }

  /** From now on notes wait: a log that asks from time to time knows later than the worker what has ended before. */
  hold(): void {
    this.#held ??= [];
  }

  /** Prints the notes of the steps that have begun. */
  begun(paths: ReadonlySet<string>): void {
    const held = this.#held ?? [];
    this.#held = held.filter(({ activityId }) => !paths.has(activityId));
    for (const note of held) if (paths.has(note.activityId)) this.print(note);
  }

  /** Prints what is still held, and holds nothing more. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const note of held) this.print(note);
  }
}

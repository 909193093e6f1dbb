import type { Kind } from './most-open';

/**
 * Activity ids of what is under way. The id is the step's path; where an activity of the same path was cancelled and has
 * not ended yet (a Map that is tried again), the server would refuse a second one: it becomes `PATH~2`.
 */
export class ActivityIds {
  readonly #taken = new Map<string, Kind>();
  readonly #count = { express: 0, other: 0, local: 0 };

  constructor(private readonly released: () => void) {}

  /** How many activities have not ended yet, also such as nobody waits for any more. */
  count(kind: Kind): number {
    return this.#count[kind];
  }

  /** An id that nothing under way has, until it is released. */
  take(path: string, kind: Kind = 'other'): string {
    let id = path;
    for (let n = 2; this.#taken.has(id); n++) id = `${path}~${n}`;
    this.#taken.set(id, kind);
    this.#count[kind]++;
    return id;
  }

  release(id: string): void {
    const kind = this.#taken.get(id);
    if (kind === undefined) return;
    this.#taken.delete(id);
    this.#count[kind]--;
    this.released();
  }

  /** Runs an activity under such an id. */
  during<T>(path: string, body: (activityId: string) => Promise<T>): Promise<T> {
    const id = this.take(path);
    return body(id).finally(() => this.release(id));
  }
}

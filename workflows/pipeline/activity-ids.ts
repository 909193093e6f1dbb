/**
 * Activity ids of what is under way. The id is the step's path; where an activity of the same path was cancelled and has
 * not ended yet (a Map that is tried again), the server would refuse a second one: it becomes `PATH~2`.
 */
export class ActivityIds {
  readonly #taken = new Set<string>();

  /** An id that nothing under way has, until it is released. */
  take(path: string): string {
    let id = path;
    for (let n = 2; this.#taken.has(id); n++) id = `${path}~${n}`;
    this.#taken.add(id);
    return id;
  }

  release(id: string): void {
    this.#taken.delete(id);
  }

  /** Runs an activity under such an id. */
  during<T>(path: string, body: (activityId: string) => Promise<T>): Promise<T> {
    const id = this.take(path);
    return body(id).finally(() => this.release(id));
  }
}

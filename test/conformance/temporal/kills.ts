import type { ExecutionCase } from '../asl/asl-case';

/** Counts killed workers, and the cases that they were running. */
export class Kills {
  #count = 0;
  readonly #running = new Set<ExecutionCase>();
  readonly #hit = new Set<ExecutionCase>();

  begin(given: ExecutionCase): void {
    this.#running.add(given);
  }

  end(given: ExecutionCase): void {
    this.#running.delete(given);
  }

  count(): void {
    this.#count += 1;
    for (const given of this.#running) this.#hit.add(given);
  }

  get note(): string {
    return `${this.#count} workers were killed while ${this.#hit.size} cases were running`;
  }
}

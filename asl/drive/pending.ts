import type { CancelCommand, Command, EngineEvent } from '../engine/turn';
import { type FullEffects, perform } from './perform';

/** The effects under way, and the events that have come. */
export class Pending {
  readonly #running = new Map<number, AbortController>();
  readonly #events: EngineEvent[] = [];
  #failure: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(private readonly effects: FullEffects) {}

  take(commands: readonly Command[]): void {
    for (const command of commands) {
      if (command.type === 'cancel') this.#cancel(command);
      else this.#start(command);
    }
  }

  /** The next event, in the order in which they came. Rejects where an effect threw. */
  async next(): Promise<EngineEvent> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const event = this.#events.shift();
      if (event) return event;
      if (this.#running.size === 0)
        throw new Error('The run waits for an event, but nothing is under way that could bring one.');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Adds an event that no effect brings: an abort. */
  push(event: EngineEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  cancelAll(): void {
    for (const running of this.#running.values()) running.abort();
    this.#running.clear();
  }

  #start(command: Exclude<Command, CancelCommand>): void {
    const running = new AbortController();
    this.#running.set(command.id, running);
    void this.#perform(command, running.signal);
  }

  async #perform(command: Exclude<Command, CancelCommand>, signal: AbortSignal): Promise<void> {
    try {
      const event = await perform(command, this.effects, signal);
      if (this.#running.delete(command.id)) this.push(event);
    } catch (error) {
      if (!this.#running.delete(command.id)) return;
      this.#failure ??= { error };
      this.#wake();
    }
  }

  #cancel({ id }: CancelCommand): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }
}

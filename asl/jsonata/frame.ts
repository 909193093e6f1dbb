import { keys } from './globals';

/** A scope of variables inside the one around it. */
export class Frame {
  readonly #parent: Frame | undefined;
  #bindings: Map<string, unknown> | undefined;

  constructor(parent?: Frame | null) {
    this.#parent = parent ?? undefined;
  }

  bind(name: string, value: unknown): void {
    this.#bindings ??= new Map();
    this.#bindings.set(name, value);
  }

  lookup(name: string): unknown {
    return Frame.#find(this, name);
  }

  static #find(inside: Frame, name: string): unknown {
    for (let frame: Frame | undefined = inside; frame !== undefined; frame = frame.#parent) {
      const value = frame.#bindings?.get(name);
      if (value !== undefined || frame.#bindings?.has(name) === true) return value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.lookup(name) !== undefined;
  }

  /** The time of the evaluation, for the library's parser of times. */
  get timestamp(): Date {
    return this.#parent?.timestamp ?? new Date(0);
  }
}

/** The outermost scope of one evaluation. */
export class EvaluationFrame extends Frame {
  readonly #nowMs: number;

  constructor(parent: Frame, variables: Readonly<Record<string, unknown>>, nowMs: number) {
    super(parent);
    this.#nowMs = nowMs;
    for (const name of keys(variables)) this.bind(name, variables[name]);
  }

  override get timestamp(): Date {
    return new Date(this.#nowMs);
  }
}

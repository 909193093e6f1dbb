import { JsonataEvaluationError, UNNAMED_FAILURE } from './errors';
import { EvaluationFrame, Frame } from './frame';
import { bindAddedFunctions } from './functions/added';
import { createHost } from './host';
import { createLibrary } from './library';
import type { JsonataLibrary } from './library';
import { BUDGET_EXCEEDED, Meter } from './meter';
import type { JsonataLimits } from './meter';
import type { JsonataNode } from './node';
import { plainValue } from './plain-value';
import type { JsonataScope, Session } from './session';

/** Under half a second of work, and a call stack that fits wherever workflow code runs. */
export const DEFAULT_LIMITS: JsonataLimits = { work: 20_000_000, depth: 500 };

const NOTHING: JsonataScope = {
  variables: {},
  nowMs: 0,
  random: () => 0,
  uuid: () => '00000000-0000-4000-8000-000000000000',
};

/** The derived library with its surroundings. */
export class JsonataEngine {
  readonly library: JsonataLibrary;
  /** All functions that an expression can call. */
  readonly functions: Frame;
  readonly #meter: Meter;
  readonly #session: Session = { scope: NOTHING };

  constructor(limits: JsonataLimits = DEFAULT_LIMITS) {
    this.#meter = new Meter(limits);
    const host = createHost(this.#meter, () => this.#session.scope.random());
    this.library = createLibrary(host);
    this.functions = new Frame(this.library.staticFrame);
    bindAddedFunctions(this.functions, this.library, this.#meter, this.#session);
    this.functions.bind('eval', undefined);
  }

  /** The value of an expression as plain JSON, or undefined. Throws {@link JsonataEvaluationError}. */
  evaluate(tree: JsonataNode, scope: JsonataScope): unknown {
    return this.run(scope, () => {
      const frame = new EvaluationFrame(this.functions, scope.variables, scope.nowMs);
      return plainValue(this.library.evaluate(tree, undefined, frame), this.#meter);
    });
  }

  /** Runs what uses the library within the limits. Throws {@link JsonataEvaluationError}. */
  run<T>(scope: JsonataScope, body: () => T): T {
    const outer = this.#session.scope;
    this.#session.scope = scope;
    this.#meter.start();
    try {
      return body();
    } catch (error) {
      throw this.#failure(error);
    } finally {
      this.#session.scope = outer;
    }
  }

  #failure(thrown: unknown): JsonataEvaluationError {
    if (thrown instanceof RangeError)
      return new JsonataEvaluationError(
        BUDGET_EXCEEDED,
        `The expression was ended: its data are nested too deep or too large (${thrown.message})`,
      );
    const known = thrown as { code?: string; message?: string; position?: number };
    if (known.code === undefined)
      return new JsonataEvaluationError(UNNAMED_FAILURE, String(known.message ?? thrown), known.position);
    this.library.populateMessage(known);
    return new JsonataEvaluationError(known.code, known.message ?? known.code, known.position);
  }
}

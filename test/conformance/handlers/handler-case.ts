/** One call of a function in `handlers.json`, and what must come of it. */
export interface HandlerCase {
  readonly id: string;
  readonly event?: unknown;
  /** The body as it stands. */
  readonly eventRaw?: string;
  /** Size of a large event `{"p":"ppp..."}`. */
  readonly eventPad?: number;
  /** That many calls at once, each with the event `{"i":n}`. */
  readonly parallel?: number;
  readonly qualifier?: string;
  readonly tail?: boolean;
  readonly delayMs?: number;
  readonly maxMs?: number;
  readonly expect: HandlerExpectation;
}

export interface HandlerExpectation {
  readonly anyOf?: readonly HandlerExpectation[];
  readonly outcome?: string;
  readonly text?: string;
  readonly textLength?: number;
  readonly result?: unknown;
  readonly matches?: Readonly<Record<string, unknown>>;
  readonly ranges?: Readonly<Record<string, readonly [number, number]>>;
  /** Field of the result that must be the project id. */
  readonly project?: string;
  /** Field of the result that must be the request id. */
  readonly requestIdField?: string;
  /** Field of each result that must be its event's number. */
  readonly parallelField?: string;
  readonly code?: readonly (number | string)[];
  readonly type?: string;
  readonly has?: string;
  readonly hasOptional?: boolean;
  readonly prefix?: string;
  readonly stack?: string;
  readonly logHas?: readonly string[];
  readonly logLacks?: readonly string[];
  readonly logHasRequestId?: boolean;
  readonly logMax?: number;
  readonly noLog?: boolean;
}

export interface HandlerFunction {
  readonly name: string;
  readonly handler: string;
  readonly initializer?: string;
  /** Seconds. */
  readonly timeout: number;
  /** Seconds. */
  readonly initTimeout?: number;
  /** MB. */
  readonly memory: number;
  readonly userData: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, string>>;
  readonly versions: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly HandlerCase[];
}

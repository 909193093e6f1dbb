/** The expression cannot be read. */
export class JsonataSyntaxError extends Error {
  override readonly name = 'JsonataSyntaxError';
  /** JSONata's own code (`S0201`), or `S0300`: a pattern that is no regular expression, `S0500`: nested too deep to be read. */
  readonly code: string;
  /** Where the token begins that does not fit: an offset from 0 in the expression. */
  readonly position: number;

  constructor(code: string, message: string, position: number) {
    super(message);
    this.code = code;
    this.position = position;
  }
}

/** The expression was read, but has no value for this scope. */
export class JsonataEvaluationError extends Error {
  override readonly name = 'JsonataEvaluationError';
  /**
   * JSONata's own code (`T1006`), or one of ours: `U1001` too much work or too deep, `U1002` the result is or holds a
   * function, `U1003` a failure that the library has no code for.
   */
  readonly code: string;
  /** Where the failing token ends: an offset in the expression, as the library reports it. */
  readonly position: number | undefined;

  constructor(code: string, message: string, position?: number) {
    super(message);
    this.code = code;
    this.position = position;
  }
}

export const FUNCTION_RESULT = 'U1002';
export const UNNAMED_FAILURE = 'U1003';

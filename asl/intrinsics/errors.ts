/** A call that cannot be read; `column` is the 0-based offset in its text. */
export class IntrinsicSyntaxError extends Error {
  override readonly name = 'IntrinsicSyntaxError';
  constructor(
    message: string,
    readonly column: number,
  ) {
    super(message);
  }
}

/** A function refuses its arguments. In the language: `States.IntrinsicFailure`. */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
}

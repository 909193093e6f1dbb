/** A path that cannot be read; `column` is the 0-based offset in the path's text. */
export class PathSyntaxError extends Error {
  override readonly name = 'PathSyntaxError';
  constructor(
    message: string,
    readonly column: number,
  ) {
    super(message);
  }
}

/** A definite path found nothing. In the language: `States.Runtime`. */
export class PathMissError extends Error {
  override readonly name = 'PathMissError';
  constructor(
    /** The path's text. */
    readonly path: string,
    /** What the message says after the path, where the field has words of its own. */
    readonly detail?: string,
    /** The template's key, `.$` included. */
    readonly field?: string,
  ) {
    super(
      detail === undefined ? `The JSONPath '${path}' finds nothing` : `Invalid path '${path}': ${detail}`,
    );
  }

  /** The cause as the service words it. `input` is what the state's fields were evaluated on. */
  causeOn(input: unknown): string {
    if (this.detail !== undefined || this.field === undefined) return this.message;
    return `The JSONPath '${this.path}' specified for the field '${this.field}' could not be found in the input '${JSON.stringify(input)}'`;
  }
}

/** A path went through more nodes than one evaluation may. In the language: `States.Runtime`. */
export class PathLimitError extends Error {
  override readonly name = 'PathLimitError';
  constructor(
    readonly path: string,
    readonly limit: number,
  ) {
    super(`The JSONPath '${path}' selects more than ${String(limit)} nodes. Select less at once`);
  }
}

/** A value cannot be put where the path points. In the language: `States.ResultPathMatchFailure`. */
export class ResultPathMatchError extends Error {
  override readonly name = 'ResultPathMatchError';
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`Unable to apply the reference path '${path}' to the input: ${reason}`);
  }
}

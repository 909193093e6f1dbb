import { shorten } from '../language/shorten';

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

/** A definite path found nothing. In the language: `States.Runtime`, and the message is its cause. */
export class PathMissError extends Error {
  override readonly name = 'PathMissError';
  constructor(
    /** The path's text. */
    readonly path: string,
    message = `The JSONPath '${path}' finds nothing`,
    /** The template's key, `.$` included, or another field's name. */
    readonly field?: string,
  ) {
    super(message);
  }
}

/** A cause has at most 32,768 characters; the input is cut before that. */
const MAX_INPUT_SHOWN = 30_000;

/** A miss in the service's words; `input` is what `$` stands for. */
export function missInField(path: string, field: string, input: unknown): PathMissError {
  const shown = shorten(JSON.stringify(input), MAX_INPUT_SHOWN);
  return new PathMissError(
    path,
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${shown}'`,
    field,
  );
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

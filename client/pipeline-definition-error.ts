import type { Diagnostic } from '../asl/check';

/** Thrown for a definition that cannot be run, before anything is started. */
export class PipelineDefinitionError extends Error {
  override readonly name = 'PipelineDefinitionError';

  /** @param diagnostics the errors, and the warnings beside them */
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(messageOf(diagnostics.filter(({ severity }) => severity === 'error')));
  }
}

function messageOf(errors: readonly Diagnostic[]): string {
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  return [`the state machine has ${count}, and nothing was started:`, ...errors.map(lineOf)].join('\n');
}

function lineOf({ code, message, hint, path, line, column }: Diagnostic): string {
  const place = line === undefined ? path : `line ${line}, column ${column ?? 1} (${path})`;
  return `${place}: ${message} [${code}]${hint === undefined ? '' : ` ${hint}`}`;
}

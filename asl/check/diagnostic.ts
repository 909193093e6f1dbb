/** One finding of {@link checkStateMachine}. */
export interface Diagnostic {
  /** Stable; docs/diagnostics.md lists them. */
  readonly code: string;
  /** `error`: the definition is refused. `warning`: it runs, perhaps not as meant. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
  /** JSON Pointer of the value that it is about; the root is `/`. */
  readonly path: string;
  /** Where to look in the text, counted from 1; absent for a definition given as an object. */
  readonly line?: number;
  readonly column?: number;
}

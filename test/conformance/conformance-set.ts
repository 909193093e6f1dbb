import type { ExecutionStage } from './execution-stage';

/** One failed case. */
export interface CaseFailure {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
}

export interface CaseSkip {
  readonly id: string;
  readonly reason: string;
}

/** What became of the cases of one file. */
export interface SetResult {
  /** Ids of the cases that passed. */
  readonly passed: readonly string[];
  readonly failed: readonly CaseFailure[];
  readonly skipped: readonly CaseSkip[];
  /** Where cases say how sure they are: their evidence, by id. */
  readonly evidence?: Readonly<Record<string, string>>;
}

/** Runs all files of one kind. A file in `sets/` exports one as `set`. */
export interface ConformanceSet {
  /** The `kind` or `format` that a file names. */
  readonly kind: string;
  /**
   * @param file the parsed file
   * @param context.dir the folder it lies in
   * @param context.path the file itself
   * @param context.stage where executions are played; default: in this process
   */
  run(
    file: Readonly<Record<string, unknown>>,
    context: { readonly dir: string; readonly path: string; readonly stage?: ExecutionStage },
  ): Promise<SetResult>;
}

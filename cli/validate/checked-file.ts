import type { Diagnostic } from '../../asl/check';

/** A file and what was found in it; `problem` where it cannot be read. */
export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly problem?: string;
}

export function isValid({ diagnostics, problem }: CheckedFile): boolean {
  return problem === undefined && diagnostics.every(({ severity }) => severity !== 'error');
}

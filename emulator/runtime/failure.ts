/** A call that failed, as the kernel reports it: a status and a text (often a JSON envelope). */
export interface Failure {
  readonly code: number;
  readonly message: string;
}

export const LOAD_FAILED = 4001;
export const INVOCATION_FAILED = 4002;
export const RESULT_TOO_LARGE = 4004;
export const RESULT_NOT_SERIALISABLE = 4007;
export const INITIALIZATION_FAILED = 4009;

export const PREFIX = {
  [LOAD_FAILED]: 'function entry exception, error: ',
  [INVOCATION_FAILED]: 'function invocation exception, error: ',
  [RESULT_NOT_SERIALISABLE]: 'function result is invalid, error: ',
  [INITIALIZATION_FAILED]: 'function initialization exception, error: ',
} as const;

/** The runtime's own findings: no such module, no such export, wrong number of parameters. */
export class LoadFailure extends Error {
  constructor(
    message: string,
    readonly type: string,
  ) {
    super(message);
  }
}

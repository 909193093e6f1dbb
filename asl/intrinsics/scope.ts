import type { PathScope } from '../jsonpath';

/** What intrinsics are evaluated on: paths, and the run's own randomness. */
export interface IntrinsicScope extends PathScope {
  /** At least 0, less than 1. */
  random(): number;
  /** A version 4 UUID. */
  uuid(): string;
}

import type { Executed } from '../function-graph-error';
import type { FailureGroup } from './failure-groups';

/** What a failure means, and what to do about it. */
export interface Verdict {
  readonly executed: Executed;
  /** The same call may succeed later. */
  readonly transient: boolean;
  readonly group: FailureGroup;
  /** The platform's or our own time ran out: `States.Timeout`. */
  readonly timedOut?: boolean;
  /** What a user should do. */
  readonly hint: string;
}

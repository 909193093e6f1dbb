export type StateStatus =
  | 'pending'
  | 'running'
  | 'waiting'
  | 'retrying'
  | 'succeeded'
  | 'failed'
  /** Failed, and the machine went on at a catcher. */
  | 'caught';

export interface SvgOptions {
  /** The picture's name for screen readers and as a tooltip. Default: the machine's Comment, else `State machine`. */
  readonly title?: string;
  /** How far a run is, by path of a state (`GraphNode.path`): colours it and says what happened. */
  readonly states?: Readonly<Record<string, StateProgress>>;
}

export interface StateProgress {
  readonly status: StateStatus;
  /** Milliseconds that the state took, or has taken so far. */
  readonly durationMs?: number;
  /** Tries, the first included; said from 2 on. */
  readonly tries?: number;
}

/** A state machine as a graph, for drawing: what leads where, and what stands in what. */
export interface StateGraph {
  readonly comment?: string;
  /** `StartAt`; names no node where the definition is wrong. */
  readonly start?: string;
  /** In the definition's order. */
  readonly nodes: readonly GraphNode[];
  /** By source in the definition's order; of one source: rules in order, then Default or Next, then catchers. */
  readonly edges: readonly GraphEdge[];
}

export type StateType = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface GraphNode {
  readonly name: string;
  /** The step's path without visits and item numbers: `Items/Charge`, `Checks<1>/Score`. */
  readonly path: string;
  /** `Unknown` where the definition's Type is none of the language's. */
  readonly type: StateType | 'Unknown';
  /** What the state does, in a few words: the function's name, `wait 30 s`, `3 branches`. */
  readonly detail: string;
  /** Retries after the first try that the most patient retrier allows; absent without Retry. */
  readonly retries?: number;
  /** Whether the machine, branch or item may end well here. */
  readonly ends: boolean;
  /** Whether any way leads here from the start. */
  readonly reachable: boolean;
  /** A Parallel's branches, a Map's one processor; empty for every other type. */
  readonly inner: readonly StateGraph[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  /** A rule's condition, `otherwise`, or the errors that are caught. */
  readonly label?: string;
  /** `to` is no state of this machine, branch or processor. */
  readonly dangling: boolean;
}

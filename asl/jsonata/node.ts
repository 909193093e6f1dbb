/** A node of the syntax tree after the library's own post-processing. `position` is where its token ends. */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly JsonataNode[];
  readonly predicate?: readonly Stage[];
  readonly stages?: readonly Stage[];
  readonly group?: { readonly lhs: readonly Pair[] };
  /** Of objects: pairs; of operators: the left side. */
  readonly lhs?: JsonataNode | readonly Pair[];
  readonly rhs?: JsonataNode;
  readonly expression?: JsonataNode;
  readonly expressions?: readonly JsonataNode[];
  readonly procedure?: JsonataNode;
  readonly arguments?: readonly JsonataNode[];
  readonly body?: JsonataNode;
  /** A call in tail position, wrapped by the library. */
  readonly thunk?: boolean;
  readonly condition?: JsonataNode;
  readonly then?: JsonataNode;
  readonly else?: JsonataNode;
  readonly pattern?: JsonataNode;
  readonly update?: JsonataNode;
  readonly delete?: JsonataNode;
  readonly terms?: readonly { readonly expression: JsonataNode }[];
  /** Names bound by `@$name` and `#$name`. */
  readonly focus?: string;
  readonly index?: string;
  /** Set by {@link markPlainPaths}: plain names only, to be followed without sequences. */
  plain?: boolean;
}

export interface Stage {
  readonly type: 'filter' | 'index';
  readonly expr?: JsonataNode;
  readonly value?: string;
}

type Pair = readonly [JsonataNode, JsonataNode];

/** The nodes directly below a node, with what the library hangs onto it, in the order of the text as far as it can be told. */
export function childrenOf(node: JsonataNode): JsonataNode[] {
  const pairs = (list: readonly Pair[]): JsonataNode[] => list.flat();
  const children = [
    ...(node.steps ?? []),
    ...(Array.isArray(node.lhs) ? pairs(node.lhs as readonly Pair[]) : [node.lhs as JsonataNode | undefined]),
    node.rhs,
    node.expression,
    ...(node.expressions ?? []),
    node.procedure,
    ...(node.arguments ?? []),
    node.body,
    node.condition,
    node.then,
    node.else,
    node.pattern,
    node.update,
    node.delete,
    ...(node.terms ?? []).map((term) => term.expression),
    ...(node.predicate ?? []).map((stage) => stage.expr),
    ...(node.stages ?? []).map((stage) => stage.expr),
    ...pairs(node.group?.lhs ?? []),
  ];
  return children.filter((child) => child !== undefined);
}

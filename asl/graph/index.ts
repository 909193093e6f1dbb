export { layoutGraph } from './layout/layout-graph';
export type { GraphLayout, PlacedEdge, PlacedLabel, PlacedMark, PlacedState } from './layout/layout';
export { stateGraph } from './model/read-graph';
export type { GraphEdge, GraphNode, StateGraph, StateType } from './model/state-graph';
export type { StateProgress, StateStatus, SvgOptions } from './svg/options';
export { toSvg } from './svg/to-svg';
export { toMermaid } from './to-mermaid';

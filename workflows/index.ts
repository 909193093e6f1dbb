export { runPipeline } from './pipeline/run-pipeline';
export { runPipelineItems } from './pipeline/run-pipeline-items';
export type { PipelineInput } from './pipeline/pipeline-input';
export type {
  ItemsView,
  PipelineCost,
  PipelineStatus,
  PipelineView,
  StateStatus,
  StateView,
} from './pipeline/view/pipeline-view';
export { callChain, type CallChainInput } from './call-chain';
export { chain, type Chain } from './chain';
export { defineFunction, type FunctionDefinition, type FunctionGraphFunction } from './define-function';
export { functionGraphFailure, type FunctionGraphFailure } from './function-graph-failure';
export type { CallOptions, ChainCallOptions, ChainOptions, FunctionOptions, Mode } from './function-options';
export type { FunctionResult } from './function-result';
export type { StandardSchema } from './standard-schema';
export type { Delivery, Duration, RetryRule } from '../retry';

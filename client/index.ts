export { PipelineDefinitionError } from './pipeline-definition-error';
export { definitionHash } from './definition-hash';
export { pipelineFailure, type PipelineFailureDetails } from './pipeline-failure';
export { pipelineHandle, type PipelineHandle } from './pipeline-handle';
export { startPipeline, type StartPipelineOptions } from './start-pipeline';
export type { Diagnostic } from '../asl/check';
export type { JsonValue, StateMachine } from '../asl';
export type {
  ItemsView,
  PipelineCost,
  PipelineInput,
  PipelineStatus,
  PipelineView,
  StateStatus,
  StateView,
} from '../workflows';

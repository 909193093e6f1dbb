export { runPipeline, runPipelineItems } from 'temporal-functiongraph/workflows';

export { functionNameIn, functionReferenceProblem, MAX_FUNCTION_NAME } from './function-reference';
export {
  parseTaskResource,
  type ResourceProblem,
  resourceRow,
  waitsForTaskToken,
} from './parse-task-resource';
export { targetName } from './target-name';
export { type ResourceRow, RESOURCES } from './resource-table';

export { FunctionGraphError } from './function-graph-error';

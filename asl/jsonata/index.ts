export { compileJsonata } from './program';
export type { JsonataProgram } from './program';
export type { JsonataReference, NamedPlace, TextPlace } from './analysis/analyse';
export type { JsonataScope } from './session';
export { FUNCTION_RESULT, JsonataEvaluationError, JsonataSyntaxError } from './errors';
export { BUDGET_EXCEEDED } from './meter';

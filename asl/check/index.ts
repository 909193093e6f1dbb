export { checkStateMachine } from './check-state-machine';
export type { Diagnostic } from './diagnostic';
export type { CheckOptions, FunctionFacts } from './options';

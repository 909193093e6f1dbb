export type { CompiledCondition } from './condition';
export { ChoiceRuleError } from './errors';
export { compileChoiceRule } from './rule';

export { TemplateSyntaxError } from './errors';
export { compileExpression, type Expression } from './expression';
export { compilePayloadTemplate, type CompiledTemplate, type TemplateProblem } from './template';

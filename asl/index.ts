export { compile } from './compile/compile';
export { CompileError } from './compile/compile-error';
export type { Plan } from './compile/plan';
export { resume, start } from './engine/engine';
export { EngineError } from './engine/problem';
export { ENGINE_VERSION, type Snapshot } from './engine/snapshot';
export type * from './engine/turn';
export type * from './language/definition';
export type { JsonObject, JsonValue } from './language/json';

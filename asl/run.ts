/**
 * What running a state machine takes, and no more: all that workflow code may import of `asl/`, so that neither readers
 * of files nor drawings nor the test kit get into a bundle.
 */
export { compile } from './compile/compile';
export { compileChecked } from './compile/compile-checked';
export type { Plan } from './compile/plan';
export { resume, start } from './engine/engine';
export { startItems } from './engine/start-items';
export { ENGINE_VERSION, type Snapshot } from './engine/snapshot';
export type * from './engine/map-commands';
export type * from './engine/turn';
export type * from './language/definition';
export type { JsonObject, JsonValue } from './language/json';

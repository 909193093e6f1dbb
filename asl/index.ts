export type * from './engine/turn';
export type { Snapshot } from './engine/snapshot';
export type * from './language/definition';
export type { JsonObject, JsonValue } from './language/json';

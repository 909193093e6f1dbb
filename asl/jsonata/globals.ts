/**
 * Looked up once: inside a workflow sandbox the global object is one with interceptors, and each look at it costs more than
 * a step of an evaluation.
 */
export const globals = { Array, JSON, Math, Number, Object, String } as const;

export const { isArray } = Array;
export const { hasOwn, keys } = Object;
export const { isFinite, isNaN } = Number;

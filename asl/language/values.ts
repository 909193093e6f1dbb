/** A JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An array of JSON values, without the `any` of `Array.isArray`. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/**
 * The event with the step's idempotency key in a field, where it has none of its own. `undefined` for an event that is no
 * object: a key cannot be put into it.
 */
export function withIdempotencyKey(event: unknown, field: string, key: () => string): object | undefined {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return undefined;
  const own = Object.hasOwn(event, field) ? (event as Record<string, unknown>)[field] : undefined;
  return { ...event, [field]: own ?? key() };
}

/** Why such an event is refused. */
export function noPlaceForKey(name: string, field: string): string {
  return `${name}: idempotencyField "${field}" needs an object as event, to put the key into.`;
}

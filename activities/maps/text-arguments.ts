import type { JsonValue } from '../../asl/language/json';

/** The texts of a reader's or writer's Parameters or Arguments; what is not known is refused, not left out. */
export function textArguments<Needed extends string, Optional extends string>(
  given: JsonValue,
  needed: readonly Needed[],
  optional: readonly Optional[],
  problem: (message: string) => Error,
): Record<Needed, string> & Partial<Record<Optional, string>> {
  const known: readonly string[] = [...needed, ...optional];
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw problem(`its Parameters (or Arguments) must be an object with ${known.join(' and ')}.`);
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) throw problem(`${name} is not supported; known are ${known.join(', ')}.`);
    if (typeof value !== 'string') throw problem(`${name} must be a text, and is ${JSON.stringify(value)}.`);
  }
  const missing = needed.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) throw problem(`${missing} is missing.`);
  return given as Record<Needed, string> & Partial<Record<Optional, string>>;
}

import { z } from 'zod';
import { configurationSchema, type KeyFacts } from './schema';

export interface KnownKey extends KeyFacts {
  /** As docs show it: `functions.NAME.retry[].interval`. */
  readonly key: string;
  readonly path: readonly string[];
}

/** Every key of the file that has a value of its own, in the order of the schema. */
export function knownKeys(): KnownKey[] {
  return [...leaves(configurationSchema, [])];
}

/** The part of the schema that a path of the file leads to; undefined where there is none. */
export function schemaAt(path: readonly PropertyKey[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = configurationSchema;
  for (const segment of path) schema = schema && child(unwrap(schema), segment);
  return schema && unwrap(schema);
}

export function factsOf(schema: z.ZodType | undefined): KeyFacts | undefined {
  const meta = schema?.meta();
  return meta?.['expects'] === undefined ? undefined : (meta as unknown as KeyFacts);
}

/** The keys that a mapping of the file may have; undefined where the user chooses them. */
export function keysOf(schema: z.ZodType | undefined): string[] | undefined {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined;
}

function* leaves(wrapped: z.ZodType, path: readonly string[]): Generator<KnownKey> {
  const schema = unwrap(wrapped);
  const facts = factsOf(schema);
  if (facts !== undefined) yield { ...facts, path, key: path.join('.').replaceAll('.[]', '[]') };
  else if (schema instanceof z.ZodObject)
    for (const [name, value] of Object.entries(schema.shape))
      yield* leaves(value as z.ZodType, [...path, name]);
  else if (schema instanceof z.ZodRecord) yield* leaves(schema.valueType as z.ZodType, [...path, 'NAME']);
  else if (schema instanceof z.ZodArray) yield* leaves(schema.element as z.ZodType, [...path, '[]']);
}

function child(schema: z.ZodType, segment: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.ZodType>)[segment];
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

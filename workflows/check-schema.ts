import type { SchemaIssue, StandardSchema } from './standard-schema';

/** What a schema says to a value: the value as the schema gives it, or what is wrong with it in one line. */
export type Checked<Output> = { readonly value: Output } | { readonly problem: string };

const SHOWN_ISSUES = 5;

export function checkSchema<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
): Checked<Output> {
  const result = schema['~standard'].validate(value);
  if ('then' in result) {
    result.then(undefined, () => undefined);
    return {
      problem: `the schema (${schema['~standard'].vendor}) validates asynchronously; use a schema without asynchronous checks`,
    };
  }
  if (result.issues === undefined) return { value: result.value };
  const shown = result.issues.slice(0, SHOWN_ISSUES).map(describe);
  const more = result.issues.length - shown.length;
  return { problem: shown.join('; ') + (more > 0 ? `; and ${more} more` : '') };
}

function describe({ message, path }: SchemaIssue): string {
  return path === undefined || path.length === 0
    ? message
    : `${path.map(segment).join('').replace(/^\./, '')}: ${message}`;
}

function segment(part: PropertyKey | { readonly key: PropertyKey }): string {
  const key = typeof part === 'object' ? part.key : part;
  return typeof key === 'number' ? `[${key}]` : `.${String(key)}`;
}

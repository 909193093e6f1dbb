import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';

/** Thrown when a file of the functions folder cannot be used. The message names the file, the key and what it must be. */
export class FunctionsFolderError extends Error {
  override readonly name = 'FunctionsFolderError';
}

/** The checked content of a YAML file; that of an empty document when there is no such file. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const content: unknown = existsSync(file) ? parseYaml(file) : undefined;
  const checked = schema.safeParse(content ?? {});
  if (checked.success) return checked.data;
  throw new FunctionsFolderError(`${file}: ${describeIssues(checked.error)}`);
}

export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ');
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new FunctionsFolderError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

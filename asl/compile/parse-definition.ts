import { CompileError } from './compile-error';

/** @throws CompileError for a text that is not JSON */
export function parseDefinition(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CompileError(`The definition is not JSON: ${(error as Error).message}`);
  }
}

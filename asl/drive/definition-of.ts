import { CompileError } from '../compile/compile-error';
import type { StateMachine } from '../language/definition';
import { readDefinition } from '../read';

/**
 * A definition given as an object, or as its text: JSON where it begins with `{`, else YAML.
 *
 * @throws {CompileError} for a text that cannot be read, with its place
 */
export function definitionOf(definition: string | object): StateMachine {
  if (typeof definition !== 'string') return definition as StateMachine;
  const { value, problems } = readDefinition(definition);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new CompileError(
      `The definition cannot be read, line ${problem.line}, column ${problem.column}: ${problem.message}`,
    );
  }
  return value as unknown as StateMachine;
}

/** Thrown when a definition cannot be compiled. `checkStateMachine` finds the same before, with more to say. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

/** Errors of expressions, by their name. */
const OF_EXPRESSIONS = [
  'ChoiceRuleError',
  'IntrinsicSyntaxError',
  'JsonataSyntaxError',
  'PathSyntaxError',
  'TemplateSyntaxError',
];

/** An error of a state's fields, with the state's place. What is no error of the definition's stays as it is. */
export function compileErrorAt(pointer: string, error: unknown): unknown {
  if (!(error instanceof Error) || !OF_EXPRESSIONS.includes(error.name)) return error;
  // Rules know where they stand; all others only what is wrong.
  const within = error.name === 'ChoiceRuleError' ? (error as Error & { pointer: string }).pointer : pointer;
  return new CompileError(`${within}: ${error.message}`, { cause: error });
}

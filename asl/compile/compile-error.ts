/** Thrown when a definition cannot be compiled. `checkStateMachine` finds the same before, with more to say. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

/** A rule that no Choice state can have. */
export class ChoiceRuleError extends Error {
  override readonly name = 'ChoiceRuleError';
  constructor(
    message: string,
    /** JSON pointer to the part that is wrong. */
    readonly pointer: string,
    /** 0-based offset in the text there, for a path that cannot be read. */
    readonly column?: number,
  ) {
    super(message);
  }
}

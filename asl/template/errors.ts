/** A payload template that cannot be read. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
  constructor(
    /** What the service says. */
    readonly text: string,
    /** JSON pointer within the template. */
    readonly pointer: string,
    /** 0-based offset in the text there, for a path or an intrinsic that cannot be read. */
    readonly column?: number,
    /** Why, in words of our own. */
    readonly reason?: string,
  ) {
    super(reason === undefined ? text : `${text}: ${reason}`);
  }
}

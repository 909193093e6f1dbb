/** Thrown when what was typed cannot be meant; nothing has been done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

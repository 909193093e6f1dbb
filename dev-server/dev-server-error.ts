/** Thrown when there is no Temporal dev server to work with; the message gives the reason and the remedy. */
export class DevServerError extends Error {
  override readonly name = 'DevServerError';
}

/** Thrown when no Temporal server answers at the address within the time allowed. */
export class TemporalUnreachableError extends Error {
  override readonly name = 'TemporalUnreachableError';
}

/** Thrown when no Temporal server answers at the address within the time allowed. */
export class TemporalUnreachableError extends Error {
  override readonly name = 'TemporalUnreachableError';
}

export function unreachable(address: string, reason: string, withinMs: number): TemporalUnreachableError {
  return new TemporalUnreachableError(
    `Temporal at ${address} is not reachable: ${reason} (tried for ${withinMs / 1000} s). ` +
      'Start a server there (temporal server start-dev), or set TEMPORAL_ADDRESS, or choose a profile with TEMPORAL_PROFILE.',
  );
}

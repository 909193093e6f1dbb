export type ObjectStoreProblem =
  /** No such bucket or object. */
  | 'NotFound'
  /** The credentials are wrong, or may not do this. */
  | 'Denied'
  /** No answer, or one that was cut off. */
  | 'Unreachable'
  /** The object is not the one any more that reading began with. */
  | 'Changed'
  /** A bucket or key that cannot be. */
  | 'InvalidName'
  /** Whatever else the store says. */
  | 'Failed';

/** Thrown by an `ObjectStore`. The message names store, bucket and key and says what to do; it holds no secret. */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';

  constructor(
    message: string,
    readonly problem: ObjectStoreProblem,
    /** Whether the same may succeed later. */
    readonly transient: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

import { envelope, isError } from './envelope';
import { type Failure, RESULT_NOT_SERIALISABLE, RESULT_TOO_LARGE } from './failure';

type Primitive = string | number | bigint | boolean | symbol | undefined;

/** The bytes of a return value: JSON for objects (and null), the bare text for all else. */
export function serialise(value: unknown, maxBytes: number): Buffer | Failure {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value as Primitive));
  } catch (error) {
    if (isError(error)) return envelope(RESULT_NOT_SERIALISABLE, error.message, error.name);
    return envelope(RESULT_NOT_SERIALISABLE, String(error), 'Error');
  }
  if (bytes.length <= maxBytes) return bytes;
  return {
    code: RESULT_TOO_LARGE,
    message: `response body size ${bytes.length} exceeds the limit of ${maxBytes}`,
  };
}

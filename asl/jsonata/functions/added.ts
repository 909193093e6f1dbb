import { HASH_ALGORITHMS, hashText } from '../../hash';
import { seededRandom } from '../../seeded-random';
import type { Frame } from '../frame';
import type { JsonataLibrary } from '../library';
import type { Meter } from '../meter';
import type { Session } from '../session';

/**
 * The functions that the service adds to JSONata, and `$now` and `$millis`, bound into `frame`:
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-step-functions.
 * Parameter lists stay plain: partial application reads them from the function's source text.
 */
export function bindAddedFunctions(
  frame: Frame,
  library: JsonataLibrary,
  meter: Meter,
  session: Session,
): void {
  const { implementation: formatTime } = library.staticFrame.lookup('fromMillis') as {
    implementation: (millis: number, picture?: string, timezone?: string) => string;
  };
  const add = (name: string, signature: string, implementation: (...args: never[]) => unknown): void =>
    frame.bind(name, library.defineFunction(implementation, signature));

  add('now', '<s?s?:s>', (picture?: string, timezone?: string) =>
    formatTime(session.scope.nowMs, picture, timezone),
  );
  add('millis', '<:n>', () => session.scope.nowMs);
  add('uuid', '<:s>', () => session.scope.uuid());
  add('random', '<n?:n>', (seed?: number) =>
    seed === undefined ? session.scope.random() : seededRandom(seed)(),
  );
  add('parse', '<s-:x>', (text?: string) => (text === undefined ? undefined : parseJson(text)));
  add('hash', '<s-s:s>', (text: string | undefined, algorithm: string) => hash(text, algorithm));
  add('range', '<nnn:a>', (first?: number, last?: number, step?: number) => range(meter, first, last, step));
  add('partition', '<an:a>', (array: unknown[] | undefined, size?: number) => partition(meter, array, size));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw failure('D3137', `$parse: the text is not JSON: ${(error as Error).message}`);
  }
}

function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined;
  const known = HASH_ALGORITHMS.find((name) => name === algorithm);
  const digest = known && hashText(text, known);
  if (digest !== undefined) return digest;
  throw failure(
    'D3137',
    `$hash: there is no algorithm "${algorithm}"; there are ${HASH_ALGORITHMS.join(', ')}`,
  );
}

/** As a sequence, so that one number comes out bare: `$range(1, 9, 9)` is 1. */
function range(meter: Meter, first?: number, last?: number, step?: number): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  if (step === 0) throw failure('D3137', '$range: the step must not be 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  meter.elements(count);
  const numbers = Array.from({ length: count }, (_, index) => first + index * step);
  return Object.assign(numbers, { sequence: true });
}

function partition(meter: Meter, array: unknown[] | undefined, size?: number): unknown {
  if (array === undefined || size === undefined) return undefined;
  if (!(Math.floor(size) > 0))
    throw failure('D3137', `$partition: the size must be greater than 0, but is ${size}`);
  const length = Math.floor(size);
  meter.elements(array.length);
  return Array.from({ length: Math.ceil(array.length / length) }, (_, index) =>
    array.slice(index * length, (index + 1) * length),
  );
}

function failure(code: string, message: string): object {
  return { code, message };
}

import { isArray, isObject } from '../language/values';
import { IntrinsicError } from './errors';
import { splitTemplate } from './unescape';

/** The template with each `{}` replaced by a value. @throws IntrinsicError where their numbers differ */
export function format(template: string, values: readonly unknown[]): string {
  const pieces = splitTemplate(template);
  if (pieces.length - 1 !== values.length) {
    throw new IntrinsicError(
      `States.Format: the template has ${String(pieces.length - 1)} times {}, but there are ${String(values.length)} values`,
    );
  }
  return pieces.map((piece, at) => (at === 0 ? piece : printed(values[at - 1]) + piece)).join('');
}

/** As the service prints: text as it is, objects and arrays as Java prints them, `{a=1, b=[]}`. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${printed(member)}`)
    .join(', ')}}`;
}

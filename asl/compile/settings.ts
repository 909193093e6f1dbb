import type { FunctionGraphSettings } from '../language/definition';

/** What stands nearer to a task wins. */
export function merge(
  outer: FunctionGraphSettings | undefined,
  inner: FunctionGraphSettings | undefined,
): FunctionGraphSettings | undefined {
  return outer === undefined || inner === undefined ? (inner ?? outer) : { ...outer, ...inner };
}

import type { ExecutionCase } from '../asl/asl-case';

/** Why a case cannot be played on Temporal; `undefined`: it can. */
export function notPlayable({ objects, definition }: ExecutionCase): string | undefined {
  const text = JSON.stringify(definition);
  if (objects !== undefined) return 'reads objects';
  if (text.includes('.waitForTaskToken')) return 'waits for callbacks';
  return undefined;
}

import type { Problem } from '../../engine/turn';
import type { JsonObject, JsonValue } from '../../language/json';
import type { Mock, StateConfiguration } from './options';

type Outcome = { readonly output: JsonValue } | { readonly problem: Problem };

/**
 * What the mock makes of the state's work. Of a Map, more failed items than it tolerates are its failure.
 *
 * @param seen what the state's data flow has come to so far
 */
export function mockedWork(mock: Mock, configuration: StateConfiguration, seen: JsonObject): Outcome {
  if (mock.error !== undefined) {
    return { problem: { error: mock.error.Error ?? null, cause: mock.error.Cause ?? null } };
  }
  const output = mock.output ?? null;
  const failed = configuration.mapIterationFailureCount ?? 0;
  const items = Array.isArray(output) ? output.length : 0;
  return exceeds(failed, items, seen)
    ? {
        problem: {
          error: 'States.ExceedToleratedFailureThreshold',
          cause: 'The specified tolerated failure threshold was exceeded',
        },
      }
    : { output };
}

/** Either threshold fails the state; without any, one failed item does. */
function exceeds(failed: number, items: number, seen: JsonObject): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = seen;
  if (count === undefined && percentage === undefined) return failed > 0;
  return (
    (typeof count === 'number' && failed > count) ||
    (typeof percentage === 'number' && items > 0 && (failed / items) * 100 > percentage)
  );
}

import type { TaskState } from '../language/definition';
import type { JsonValue } from '../language/json';

/**
 * Whether a Task's arguments can read `State.RetryCount`, which changes with each try. Said of text that names it, and of
 * the whole context object (or its `State`), which holds it.
 */
export function usesRetryCount(args: JsonValue | undefined, state: TaskState): boolean {
  if (readsContextWhole(state.InputPath)) return true;
  return (
    args !== undefined && anyText(args, (text) => text.includes('RetryCount') || readsContextWhole(text))
  );
}

/** `$$`, `$$.State`, `$states.context`, `$states.context.State`, `$states` with nothing behind it. */
const WHOLE = /\$\$(?:\.State|\[['"]State['"]\])?(?![\w.['"])|\$states(?:\.context(?:\.State)?)?(?![\w.])/;

function readsContextWhole(text: string | null | undefined): boolean {
  return text != null && WHOLE.test(text);
}

function anyText(value: JsonValue, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part: JsonValue) => anyText(part, test));
}

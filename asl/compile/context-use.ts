import type { JsonValue } from '../language/json';

/**
 * Whether some text in a value may read one member of the context object, as in `State`, `RetryCount`. Whatever reads the
 * object as a whole, or in a way that is not understood here, may.
 */
export function mayRead(value: JsonValue | undefined, part: string, member: string): boolean {
  if (typeof value === 'string') return textMayRead(value, part, member);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner: JsonValue) => mayRead(inner, part, member));
}

/** JSONPath's `$$` and JSONata's `$states`, with the plain names behind them. */
const USE = /\$\$((?:\.\w+|\[(?:'\w+'|"\w+")\])*)|\$states\b((?:\s*\.\s*\w+)*)/g;

/** Members of `$states` that hold nothing of the context object. */
const OTHER = ['input', 'result', 'errorOutput'];

function textMayRead(text: string, part: string, member: string): boolean {
  for (const [, path, jsonata] of text.matchAll(USE)) {
    const names = (path ?? jsonata ?? '').match(/\w+/g) ?? [];
    if (jsonata !== undefined) {
      // `%` goes back up: from any part to the whole.
      if (text.replace(/^\{%|%\}$/g, '').includes('%')) return true;
      const first = names.shift();
      if (first !== undefined && OTHER.includes(first)) continue;
      if (first !== 'context') return true;
    }
    const [first = part, second = member] = names;
    if (first === part && second === member) return true;
  }
  return false;
}

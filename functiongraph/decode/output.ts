/**
 * A function's return value out of the text that the platform carries it in. The runtime writes objects as JSON and
 * everything else as text, so that a string arrives without quotes: text that is no JSON is that string. (A string that
 * happens to be JSON, such as `42`, cannot be told from the value.) An empty text, the answer of a function that returned
 * nothing, is `null`.
 */
export function parseOutput(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return text;
  }
}

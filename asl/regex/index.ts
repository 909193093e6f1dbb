import { cached } from '../cache';
import { parsePattern, PatternError } from './parse';
import { buildProgram } from './program';
import { runProgram } from './run';

export { RegexLimitError } from './run';

const compile = cached({ entries: 200 }, (key) => {
  const slash = key.indexOf('/');
  return buildProgram(parsePattern(key.slice(slash + 1), key.slice(0, slash)));
});

/** What is wrong with a pattern, or undefined. `flags`: `i`, `m`, `s`, `u`. */
export function checkPattern(source: string, flags: string): string | undefined {
  try {
    compile(`${flags}/${source}`);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/**
 * A test whether the pattern matches the whole text. Its time grows with the length of pattern times text and no faster,
 * whatever the pattern: it follows all ways through it at once. So it has no back references and no lookaround.
 * @throws PatternError for a pattern that it cannot read
 * @throws RegexLimitError from the test, after ten million steps
 */
export function compilePattern(source: string, flags: string): (text: string) => boolean {
  const program = compile(`${flags}/${source}`);
  return (text) => runProgram(program, text);
}

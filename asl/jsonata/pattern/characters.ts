import type { AST } from '@eslint-community/regexpp';

/** Tells whether one UTF-16 unit belongs to a set. */
export type CharacterTest = (unit: number) => boolean;

/** A set of single characters, asked once for each character from the engine's own RegExp: its rules are the rules. */
export function characterTest(
  node: AST.Character | AST.CharacterSet | AST.CharacterClass,
  ignoreCase: boolean,
): CharacterTest {
  if (node.type === 'Character' && !ignoreCase) return (unit) => unit === node.value;
  const source = node.type === 'Character' ? `\\u${node.value.toString(16).padStart(4, '0')}` : node.raw;
  const set = new RegExp(`^(?:${source})$`, ignoreCase ? 'i' : '');
  const known = new Map<number, boolean>();
  return (unit) => {
    let belongs = known.get(unit);
    if (belongs === undefined) {
      belongs = set.test(String.fromCharCode(unit));
      known.set(unit, belongs);
    }
    return belongs;
  };
}

/** What two characters are compared by where case is ignored (ECMA-262, Canonicalize, without the flags u and v). */
export function canonical(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  if (upper.length !== 1) return unit;
  const code = upper.charCodeAt(0);
  return unit >= 128 && code < 128 ? unit : code;
}

/** ECMA-262, IsWordChar. */
export function isWordCharacter(text: string, index: number): boolean {
  return index >= 0 && index < text.length && /\w/.test(text.charAt(index));
}

/** A test of one code point: a character, an escape or a class. JavaScript's own expressions decide, one character at a time. */
export function atomTest(
  atom: string,
  flags: string,
  fail: (why: string) => never,
): (codePoint: number) => boolean {
  if (/^\\[1-9kQ]$/.test(atom)) fail('back references and \\Q are not supported');
  if (atom.startsWith('[') && /&&|[^\\]\[/.test(atom)) fail('classes within classes are not supported');
  const single = singleCharacter(atom);
  const insensitive = flags.includes('i');
  if (single !== undefined && !insensitive) {
    const wanted = single.codePointAt(0);
    return (codePoint) => codePoint === wanted;
  }
  const one = native(
    single === undefined ? atom : single.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'),
    `u${insensitive ? 'i' : ''}${flags.includes('s') ? 's' : ''}`,
    () => fail(`'${atom}' is not known`),
  );
  const ascii = Array.from({ length: 128 }, (_, code) => one.test(String.fromCharCode(code)));
  return (codePoint) => ascii[codePoint] ?? one.test(String.fromCodePoint(codePoint));
}

/** The character that an atom stands for, if it is one and has no meaning of its own. */
function singleCharacter(atom: string): string | undefined {
  if (atom.startsWith('\\')) {
    const escaped = atom.slice(1);
    return /^[^A-Za-z0-9]$/su.test(escaped) ? escaped : undefined;
  }
  return atom === '.' || atom.startsWith('[') ? undefined : atom;
}

function native(source: string, flags: string, fail: () => never): RegExp {
  try {
    return new RegExp(`^${source}$`, flags);
  } catch {
    return fail();
  }
}

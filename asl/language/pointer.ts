/** The steps from a definition's root to a value in it. */
export type Path = readonly (string | number)[];

/** A path as JSON Pointer (RFC 6901), but the root is `/`, as the service writes it. */
export function pointerOf(path: Path): string {
  return path.length === 0
    ? '/'
    : path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a JSON Pointer; both `` and `/` are the root. */
export function pathOf(pointer: string): string[] {
  return pointer === '' || pointer === '/'
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

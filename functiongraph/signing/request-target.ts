export interface RequestTarget {
  /** Without user information and without the ports 80 and 443; absent for a path alone. */
  readonly host?: string;
  readonly path: string;
  /** Without its `?`. */
  readonly query: string;
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i;

/** Takes a URL apart without normalising it (`new URL` would drop `..` and change `\`, and the signature with them). */
export function requestTarget(url: string | URL): RequestTarget {
  const text = String(url);
  const match = ABSOLUTE.exec(text);
  if (match === null && !text.startsWith('/')) {
    throw new TypeError(
      `Cannot sign a request to ${JSON.stringify(text)}: give a whole URL such as https://host/path.`,
    );
  }
  const rest = text.slice(match?.[0].length ?? 0).replace(/#.*$/s, '');
  const question = rest.indexOf('?');
  const path = question === -1 ? rest : rest.slice(0, question);
  return {
    ...(match?.[1] && { host: match[1].replace(/:(?:80|443)$/, '') }),
    path: path === '' ? '/' : path,
    query: question === -1 ? '' : rest.slice(question + 1),
  };
}

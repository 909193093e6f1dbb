export interface RequestTarget {
  /** Without user information and without the ports 80 and 443; absent for a path alone. */
  readonly host?: string;
  readonly path: string;
  /** Without its `?`. */
  readonly query: string;
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i;

/** Takes a URL apart without normalising it (`new URL` would drop `..` and change `\`, and the signature with them). */
export function requestTarget(url: string | URL): RequestTarget {
  const text = String(url);
  const origin = text.startsWith('/') ? null : ORIGIN.exec(text);
  if (origin === null && !text.startsWith('/')) {
    throw new TypeError(
      `Cannot sign a request to ${JSON.stringify(text)}: give a whole URL such as https://host/path.`,
    );
  }
  const start = origin?.[0].length ?? 0;
  const hash = text.indexOf('#', start);
  const end = hash === -1 ? text.length : hash;
  const question = text.indexOf('?', start);
  const pathEnd = question === -1 || question > end ? end : question;
  const target = {
    path: text.slice(start, pathEnd) || '/',
    query: pathEnd === end ? '' : text.slice(pathEnd + 1, end),
  };
  return origin?.[1] ? { ...target, host: withoutDefaultPort(origin[1]) } : target;
}

function withoutDefaultPort(host: string): string {
  if (host.endsWith(':443')) return host.slice(0, -4);
  return host.endsWith(':80') ? host.slice(0, -3) : host;
}

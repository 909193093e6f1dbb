/** What the token of a task names. */
export interface TaskToken {
  readonly path: string;
  readonly id: number;
}

/** The token in the field `token` of an event, signed or not, read as the worker reads it. */
export function tokensIn(event: unknown): TaskToken[] {
  const { token } = event as { readonly token: string };
  const unsigned = token.startsWith('tfg1.')
    ? Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    : token;
  const [, , , path = '', id = ''] = unsigned.split(':');
  return [{ path: decodeURIComponent(path), id: Number(id) }];
}

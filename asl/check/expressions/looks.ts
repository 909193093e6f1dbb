/** Whether a text looks like a path or a call of an intrinsic function. */
export function looksLikePath(text: string): boolean {
  return /^\$(?:\$?[.[]|\$?$)/.test(text) || /^States\.[A-Za-z0-9]+\(/.test(text);
}

/** At most `most` characters of a text, for messages; `around` is kept in sight. */
export function shorten(text: string, most = 80, around = 0): string {
  if (text.length <= most) return text;
  const start = Math.max(0, Math.min(around - Math.floor(most / 2), text.length - most));
  const end = start + most;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

/** A code that can be one: what a page of some proxy calls a code must not become a name that rules match on, nor
 * three digits, which only repeat the HTTP status. */
export function wireCode(code: string | undefined): string | undefined {
  const text = code?.trim();
  if (!text || !/^(?:[A-Za-z][\w.-]{0,63}|\d{4,9})$/.test(text)) return undefined;
  return /^(?:States|FunctionGraph|HTTP)\./i.test(text) ? undefined : text;
}

import type { JsonObject, JsonValue } from '../../asl/language/json';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:;|$)/i;
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A body as it is sent, and its type where the headers name none. */
export interface HttpBody {
  readonly text: string;
  readonly contentType: string;
}

export function isJsonType(contentType: string): boolean {
  return JSON_TYPE.test(contentType.trim());
}

/** A text is sent as it stands where the headers name a type that is no JSON; everything else as JSON. */
export function plainBody(body: JsonValue, contentType: string | undefined): HttpBody {
  if (typeof body === 'string' && contentType !== undefined && !isJsonType(contentType))
    return { text: body, contentType };
  return { text: JSON.stringify(body), contentType: contentType ?? 'application/json' };
}

/**
 * `Transform: { RequestBodyEncoding: 'URL_ENCODED' }`: the fields of an object as a form sends them.
 * @throws Error for what no form can hold
 */
export function formBody(body: JsonValue, contentType = FORM_TYPE): HttpBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('RequestBody must be an object to be URL_ENCODED');
  return { text: formText(body as JsonObject, 'RequestBody').toString(), contentType };
}

/** @throws Error for values that are neither text, number, boolean nor a list of them */
export function formText(
  fields: { readonly [name: string]: JsonValue | undefined },
  what: string,
): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? (value as readonly JsonValue[]) : [value]) {
      if (typeof one === 'object' || one === undefined)
        throw new Error(`${what}.${name} must be a text, a number, a boolean, or a list of them`);
      form.append(name, String(one));
    }
  return form;
}

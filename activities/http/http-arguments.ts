import type { JsonValue } from '../../asl/language/json';
import { formBody, formText, type HttpBody, plainBody } from './http-body';
import { authorization, type HttpSecret } from './http-secrets';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** The connection's and the client's own business, or a secret that would stand in a definition. */
const RESERVED =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*|authorization|cookie)$/;

/** A request as it is sent. */
export interface PlannedRequest {
  /** `POST https://api.example.com/orders`, for messages: without its query. */
  readonly label: string;
  readonly method: (typeof METHODS)[number];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What must not be repeated in anything that is told or kept. */
  readonly secrets: readonly string[];
}

/**
 * Understands the arguments of `http:invoke`, after
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html.
 * @throws Error that says which argument cannot be, and why; nothing has been sent then
 */
export function planRequest(given: JsonValue, secrets: Readonly<Record<string, HttpSecret>>): PlannedRequest {
  const { ApiEndpoint, Method, Headers, QueryParameters, RequestBody, Transform, Authentication, ...others } =
    objectOf(given, 'the arguments');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Error(
      `${unknown} is not known; known are ApiEndpoint, Method, Headers, QueryParameters, RequestBody, Transform, Authentication`,
    );
  const method = METHODS.find((one) => one === Method);
  if (method === undefined) throw new Error(`Method must be one of ${METHODS.join(', ')}`);
  const url = urlOf(ApiEndpoint);
  if (QueryParameters !== undefined)
    for (const [name, value] of formText(objectOf(QueryParameters, 'QueryParameters'), 'QueryParameters'))
      url.searchParams.append(name, value);
  const headers = headersOf(Headers);
  const body = bodyOf(RequestBody, Transform, headers['content-type']);
  if (body !== undefined) headers['content-type'] = body.contentType;
  const auth = Authentication === undefined ? undefined : authorization(Authentication, url, secrets);
  if (auth !== undefined) headers[auth.header] = auth.value;
  return {
    label: `${method} ${url.origin}${url.pathname}`,
    method,
    url,
    headers,
    body: body?.text,
    secrets: auth?.secrets ?? [],
  };
}

function urlOf(endpoint: JsonValue | undefined): URL {
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error('ApiEndpoint must be an http or https address such as https://api.example.com/orders');
  if (url.username !== '' || url.password !== '')
    throw new Error('ApiEndpoint contains credentials: name a secret in Authentication instead');
  url.hash = '';
  return url;
}

function headersOf(given: JsonValue | undefined): Record<string, string> {
  if (given === undefined) return {};
  return Object.fromEntries(
    Object.entries(objectOf(given, 'Headers')).map(([name, value]) => {
      const lower = name.toLowerCase();
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
        throw new Error(`Headers: ${JSON.stringify(name)} is no header`);
      if (RESERVED.test(lower))
        throw new Error(
          `Headers.${name} cannot be set here${lower === 'authorization' ? ': name a secret in Authentication instead' : ''}`,
        );
      if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
        throw new Error(`Headers.${name} must be a text of characters that a header can carry`);
      return [lower, value];
    }),
  );
}

function bodyOf(
  body: JsonValue | undefined,
  transform: JsonValue | undefined,
  contentType: string | undefined,
): HttpBody | undefined {
  const { RequestBodyEncoding: encoding = 'NONE', ...others } =
    transform === undefined ? {} : objectOf(transform, 'Transform');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Error(`Transform.${unknown} is not known; known is RequestBodyEncoding`);
  if (encoding !== 'NONE' && encoding !== 'URL_ENCODED')
    throw new Error('Transform.RequestBodyEncoding must be NONE or URL_ENCODED');
  if (body === undefined) return undefined;
  return encoding === 'NONE' ? plainBody(body, contentType) : formBody(body, contentType);
}

function objectOf(
  value: JsonValue | undefined,
  what: string,
): { readonly [key: string]: JsonValue | undefined } {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as { readonly [key: string]: JsonValue | undefined };
  throw new Error(`${what} must be an object`);
}

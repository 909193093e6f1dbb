import { refusal } from './errors/refusal';

/** https://support.huaweicloud.com/intl/en-us/productdesc-functiongraph/functiongraph_01_0150.html */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024;
export const MAX_ASYNC_EVENT_BYTES = 256 * 1024;

/**
 * The event as JSON; `undefined` is the empty event, `{}`.
 * @throws FunctionGraphError when it is no JSON or over the limit: nothing is sent.
 */
export function encodeEvent(what: string, event: unknown, maxBytes: number): Buffer {
  const body = Buffer.from(stringify(what, event === undefined ? {} : event));
  if (body.length > maxBytes) {
    throw refusal(
      'FunctionGraph.PayloadTooLarge',
      `${what} was refused: the event has ${body.length} bytes as JSON, the limit is ${maxBytes} ` +
        `(${maxBytes === MAX_EVENT_BYTES ? '6 MB' : '256 KB for an asynchronous call'}). Put large data into OBS and pass its address.`,
    );
  }
  return body;
}

function stringify(what: string, event: unknown): string {
  let reason: string;
  try {
    const text: string | undefined = JSON.stringify(event);
    if (text !== undefined) return text;
    reason = `a ${typeof event} has no JSON form`;
  } catch (error) {
    reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
  throw refusal(
    'FunctionGraph.InvalidRequest',
    `${what} was refused: the event cannot be written as JSON (${reason}). Pass plain data: objects, arrays, strings, ` +
      'numbers, booleans and null.',
  );
}

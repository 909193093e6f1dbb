import { parseObject } from './parse-object';

/** The body of a v1 answer. */
export interface Envelope {
  readonly requestId: string | undefined;
  /** The return value as text. */
  readonly result: string;
  readonly log: unknown;
  /** 200 to 299: the function succeeded. */
  readonly status: number | undefined;
}

/**
 * Reads `{"request_id":"..","result":"<text>","log":"..","status":200}`.
 * @param loose The head says v1: an envelope without a result (the function returned nothing), or with a result that is not
 *   packed into text, is one as well.
 */
export function readEnvelope(text: string, loose: boolean): Envelope | undefined {
  const body = parseObject(text);
  if (!body) return undefined;
  const { result, request_id: requestId, log } = body;
  const status = integer(body['status']);
  if (!(typeof result === 'string' && status !== undefined) && !loose) return undefined;
  if (result === undefined && status === undefined) return undefined;
  return {
    requestId: typeof requestId === 'string' && requestId !== '' ? requestId : undefined,
    result: typeof result === 'string' ? result : packed(result),
    log,
    status,
  };
}

function integer(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function packed(result: unknown): string {
  return result === undefined ? '' : JSON.stringify(result);
}

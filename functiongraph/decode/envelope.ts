import { parseObject } from './parse-object';

/** The body of a v1 answer. */
export interface Envelope {
  readonly requestId?: string;
  /** The return value as text. */
  readonly result: string;
  readonly log?: unknown;
  /** 200 to 299: the function succeeded. */
  readonly status?: number;
}

/**
 * Reads `{"request_id":"..","result":"<text>","log":"..","status":200}`.
 * @param loose The head says v1: an envelope without a result (the function returned nothing), or with a result that is not
 *   packed into text, is one as well.
 */
export function readEnvelope(text: string, loose: boolean): Envelope | undefined {
  const body = parseObject(text);
  if (!body) return undefined;
  const { result, status: rawStatus, request_id: requestId, log } = body;
  const status = typeof rawStatus === 'string' ? Number(rawStatus) : rawStatus;
  const statusIsThere = typeof status === 'number' && Number.isInteger(status);
  if (!(typeof result === 'string' && statusIsThere) && !loose) return undefined;
  if (result === undefined && !statusIsThere) return undefined;
  return {
    ...(typeof requestId === 'string' && requestId !== '' && { requestId }),
    result: typeof result === 'string' ? result : packed(result),
    log,
    ...(statusIsThere && { status }),
  };
}

function packed(result: unknown): string {
  return result === undefined ? '' : JSON.stringify(result);
}

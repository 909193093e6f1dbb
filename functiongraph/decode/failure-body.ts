import type { FunctionError } from '../function-graph-error';
import { readEnvelope } from './envelope';
import { parseObject } from './parse-object';

/** What the body of a failed call says. */
export interface FailureBody {
  readonly code?: string;
  readonly message: string;
  /** The function's own account, where the body carries one. */
  readonly functionError?: FunctionError;
  readonly requestId?: string;
  readonly log?: unknown;
}

/**
 * Reads the bodies that failures come in: a v1 envelope; the services' `{"error_code","error_msg","request_id"}`; a
 * function's `{"errorMessage","errorType","stackTrace"}`; the kernel's `{"code","message","trace_id"}`, whose message is
 * text or the function's object; or text. Any of them can carry the function's object as text inside.
 */
export function readFailureBody(text: string): FailureBody {
  const body = parseObject(text);
  if (!body) return { message: plainText(text) };
  const envelope = readEnvelope(text, false);
  if (envelope)
    return { ...readFailureBody(envelope.result), ...pick(envelope.requestId), log: envelope.log };
  const functionError = readFunctionError(body);
  if (functionError) return { message: functionError.errorMessage, functionError };
  const nested = parseNested(body['error']);
  const code = firstText(body['error_code'], body['code'], nested?.['code']);
  const message = firstText(body['error_msg'], body['message'], nested?.['message']);
  const inner = parseNested(body['message']) ?? parseNested(message);
  const innerError = inner && readFunctionError(inner);
  return {
    ...(code !== undefined && { code }),
    message: innerError?.errorMessage ?? message ?? plainText(text),
    ...(innerError && { functionError: innerError }),
    ...pick(firstText(body['request_id'], body['trace_id'])),
  };
}

function readFunctionError(body: Record<string, unknown>): FunctionError | undefined {
  const { errorMessage, errorType, stackTrace } = body;
  if (typeof errorMessage !== 'string' && typeof errorType !== 'string') return undefined;
  const trace = readStackTrace(stackTrace);
  return {
    errorType: typeof errorType === 'string' ? errorType : '',
    errorMessage: typeof errorMessage === 'string' ? errorMessage : '',
    ...(trace && { stackTrace: trace }),
  };
}

/** Lines for Node.js and Python; PHP sends an object, Java one text. */
function readStackTrace(stackTrace: unknown): string[] | undefined {
  const lines = typeof stackTrace === 'string' ? stackTrace.split('\n') : stackTrace;
  if (!Array.isArray(lines)) return undefined;
  const text = lines.filter((line): line is string => typeof line === 'string' && line !== '');
  return text.length > 0 ? text : undefined;
}

function parseNested(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'string') return parseObject(value);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function firstText(...candidates: unknown[]): string | undefined {
  for (const value of candidates) {
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

function pick(requestId: string | undefined): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

/** A page of some proxy is named, not quoted. */
function plainText(text: string): string {
  if (!/^\s*<(?:!doctype|html)/i.test(text)) return text.trim();
  const title = /<title>([^<]{1,200})/i.exec(text)?.[1]?.trim();
  return title === undefined ? 'an HTML page' : `an HTML page, "${title}"`;
}

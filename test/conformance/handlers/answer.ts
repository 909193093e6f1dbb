/** What came back from one call of a function, whatever the version of the answer's body. */
export interface HandlerAnswer {
  readonly outcome: 'success' | 'function_error' | 'rejected';
  /** The return text, or the failure's. */
  readonly text: string;
  /** Kernel status, or the service's error code. */
  readonly code: number | string;
  readonly errorMessage: string;
  readonly errorType: string;
  readonly stackTrace: readonly string[];
  readonly requestId: string;
  /** Undefined: none came. */
  readonly log: string | undefined;
  readonly durationMs: number;
}

export async function readAnswer(response: Response, startedAt: number): Promise<HandlerAnswer> {
  const body = await response.text();
  const durationMs = performance.now() - startedAt;
  const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  const kernelCode = header('x-func-err-code');
  const encodedLog = header('x-cff-function-log');
  const common = {
    requestId: header('x-cff-request-id') ?? '',
    log: encodedLog === undefined ? undefined : Buffer.from(encodedLog, 'base64').toString(),
    durationMs,
  };
  if (kernelCode === undefined) {
    const { error_code: code = '', error_msg: text = '' } = parse(body) as Record<string, string>;
    return { ...common, outcome: 'rejected', text, code, errorMessage: text, errorType: '', stackTrace: [] };
  }
  const text = textOf(body, response.status, header('x-cff-response-version'));
  const failed = kernelCode !== '0';
  const envelope = (failed ? parse(text) : {}) as Record<string, unknown>;
  return {
    ...common,
    outcome: failed ? 'function_error' : 'success',
    text,
    code: failed ? codeOf(body, response.status, Number(kernelCode)) : 0,
    errorMessage: (envelope['errorMessage'] as string | undefined) ?? text,
    errorType: (envelope['errorType'] as string | undefined) ?? '',
    stackTrace: (envelope['stackTrace'] as string[] | undefined) ?? [],
  };
}

function textOf(body: string, status: number, version: string | undefined): string {
  const fields = parse(body) as { result?: string; message?: unknown };
  if (version === 'v1') return fields.result ?? '';
  if (status < 500) return body;
  return typeof fields.message === 'string' ? fields.message : JSON.stringify(fields.message);
}

/** A server that answers 5xx says the kernel status in the body too. */
function codeOf(body: string, status: number, fromHeader: number): number {
  const inBody = status < 500 ? fromHeader : (parse(body) as { code?: number }).code;
  return inBody === fromHeader ? fromHeader : Number.NaN;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

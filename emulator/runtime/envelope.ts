import { type Failure, INVOCATION_FAILED, PREFIX } from './failure';

type PrefixedCode = keyof typeof PREFIX;

/** `{"errorMessage","errorType"[,"stackTrace"]}` with the prefix of the code, indented by four as the platform does. */
export function envelope(
  code: PrefixedCode,
  message: string,
  errorType: string,
  stackTrace?: string[],
): Failure {
  const errorMessage = PREFIX[code] + message;
  return {
    code,
    message: JSON.stringify({ errorMessage, errorType, ...(stackTrace && { stackTrace }) }, null, 4),
  };
}

/** What a handler or initializer threw or rejected with. */
export function thrown(error: unknown, codeRoot: string, code: PrefixedCode = INVOCATION_FAILED): Failure {
  if (isError(error))
    return envelope(code, relative(error.message, codeRoot), error.name, userFrames(error, codeRoot));
  return envelope(code, stringify(error), 'UserFunctionError', []);
}

/** What a handler or initializer passed to its callback as the error: an odd shape, but the platform's own. */
export function passedToCallback(error: unknown, codeRoot: string, code: PrefixedCode): Failure {
  if (isError(error)) return envelope(code, relative(error.message, codeRoot), error.name);
  if (typeof error !== 'object' || error === null) return { code, message: String(error) };
  const message = `${PREFIX[code]}${String((error as { message?: unknown }).message)}`;
  return { code, message: relative(stringify({ ...error, message }), codeRoot) };
}

/** Stack frames of the function's own code, with paths relative to it. */
function userFrames(error: Error, codeRoot: string): string[] {
  const frames = String(error.stack).split('\n');
  const first = frames.findIndex((line) => line.startsWith('    at'));
  const last = frames.findLastIndex((line) => line.includes(codeRoot));
  if (first < 0) return [];
  return frames.slice(first, last + 1).map((line) => relative(line.trim(), codeRoot));
}

export function relative(text: string, codeRoot: string): string {
  return text.replaceAll(codeRoot, '.');
}

function stringify(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** An error of this process or of another realm (`vm`), with texts where texts belong. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

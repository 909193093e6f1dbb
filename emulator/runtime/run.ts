import { envelope, isError, passedToCallback, relative, thrown } from './envelope';
import { type Failure, INITIALIZATION_FAILED, INVOCATION_FAILED, LOAD_FAILED, LoadFailure } from './failure';
import { loadUserFunction, type UserFunction } from './load';
import type { RuntimeSettings } from './settings';
import { serialise } from './serialise';

type Answer = Buffer | Failure;

/** Calls the handler with an event. The first answer counts: a callback, a returned promise, or a throw. */
export async function runHandler(
  settings: RuntimeSettings,
  event: Buffer,
  context: unknown,
): Promise<Answer> {
  const { codeRoot, maxResponseBytes } = settings;
  let parsed: unknown;
  try {
    parsed = JSON.parse(event.toString());
  } catch (error) {
    return { code: INVOCATION_FAILED, message: (error as SyntaxError).message };
  }
  let handler: UserFunction;
  try {
    handler = loadUserFunction(codeRoot, settings.handler, 'handler');
  } catch (error) {
    return notLoaded(error, codeRoot, LOAD_FAILED);
  }
  return new Promise<Answer>((resolve) => {
    const callback = (error: unknown = {}, data: unknown = ''): void =>
      resolve(error ? passedToCallback(error, codeRoot, LOAD_FAILED) : serialise(data, maxResponseBytes));
    start(
      () => handler(parsed, context, callback),
      (data) => callback(null, data),
      (error) => resolve(thrown(error, codeRoot)),
    );
  });
}

/** Runs the initializer; resolves with the failure, if any. */
export async function runInitializer(
  settings: RuntimeSettings,
  context: unknown,
): Promise<Failure | undefined> {
  const { codeRoot } = settings;
  let initializer: UserFunction;
  try {
    initializer = loadUserFunction(codeRoot, settings.initializer, 'initializer');
  } catch (error) {
    return notLoaded(error, codeRoot, INITIALIZATION_FAILED);
  }
  return new Promise<Failure | undefined>((resolve) => {
    const callback = (error: unknown = {}): void =>
      resolve(error ? passedToCallback(error, codeRoot, INITIALIZATION_FAILED) : undefined);
    start(
      () => initializer(context, callback),
      () => resolve(undefined),
      (error) => resolve(thrown(error, codeRoot, INITIALIZATION_FAILED)),
    );
  });
}

/** A plain return value is ignored: only a promise answers, or the callback. */
function start(
  call: () => unknown,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  try {
    const returned = call();
    if (returned instanceof Promise) returned.then(onValue, onError);
  } catch (error) {
    onError(error);
  }
}

function notLoaded(
  error: unknown,
  codeRoot: string,
  code: typeof LOAD_FAILED | typeof INITIALIZATION_FAILED,
): Failure {
  const message = relative(isError(error) ? error.message : String(error), codeRoot);
  return envelope(code, message, error instanceof LoadFailure ? error.type : 'FunctionLoadError');
}

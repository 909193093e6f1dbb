import type { ApplicationFailure } from '@temporalio/common';
import { refusedCall } from '../call-failure';
import { finalFailure } from '../step-failure';
import type { CallbackKeys } from './callback-keys';

/**
 * What is sent, with the signed token wherever the workflow's unsigned one stands in a text, also where an expression has
 * encoded it for a URL.
 * @throws ApplicationFailure, not retryable, where there is no key: what would be sent could never be answered
 */
export function withSignedToken<T>(
  what: string,
  value: T,
  token: string | undefined,
  keys: CallbackKeys | undefined,
): T {
  if (token === undefined) return value;
  const signed = signedToken(what, token, keys);
  if (value === undefined) return value;
  // An unsigned token has no character that JSON would escape.
  const text = JSON.stringify(value).replaceAll(token, signed).replaceAll(encodeURIComponent(token), signed);
  return JSON.parse(text) as T;
}

/** @throws ApplicationFailure, not retryable, where there is no key */
export function signedToken(what: string, token: string, keys: CallbackKeys | undefined): string {
  if (keys === undefined) throw noKey(what);
  return keys.sign(token);
}

function noKey(what: string): ApplicationFailure {
  const failure = refusedCall(
    'NO_CALLBACK_KEY',
    'nothing was sent, because this worker has no key to sign the token of .waitForTaskToken with. Set FUNCTIONGRAPH_CALLBACK_KEY (openssl rand -hex 32 makes one), or give FunctionGraphPlugin the option callbackKeys.',
  );
  return finalFailure(what, failure, { attempt: 0, counts: [], tries: 0 }, 'it must be set up first');
}

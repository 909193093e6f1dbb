import { unknownVersion } from '../unknown-version';
import type { CallbackKeys } from './callback-keys';
import { signedToken } from './sign-token';
import { SIGN_TOKEN_ACTIVITY, type TokenActivities } from './wire';

/** For tasks whose input no activity of ours sends: those of the user's own activities and workflows. */
export function createTokenActivities(keys: CallbackKeys | undefined): TokenActivities {
  return {
    async signTaskToken(request) {
      if (request?.v !== 1) throw unknownVersion(SIGN_TOKEN_ACTIVITY, request);
      return { v: 1, token: signedToken(request.what, request.token, keys) };
    },
  };
}

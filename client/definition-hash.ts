import type { StateMachine } from '../asl';
import { hashText } from '../asl/hash';

/** `sha256:` and the digest of the definition's JSON: the same for the same content, in whichever notation it was written. */
export function definitionHash(definition: StateMachine): string {
  return `sha256:${hashText(JSON.stringify(definition), 'SHA-256')}`;
}

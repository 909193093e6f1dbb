import { CANCELLED } from './error-names';
import type { Delivery, Failure } from './types';

const REFUSED_UNSENT = ['FunctionGraph.InvalidRequest', 'FunctionGraph.PayloadTooLarge'];

/**
 * Why no rule may retry this failure, or `undefined`. A missing permission (403) is no refused credential: it locks no key,
 * and a rule may wait for it.
 */
export function giveUpWhateverTheRules(failure: Failure, delivery: Delivery): string | undefined {
  if (failure.names.includes('States.Runtime')) return 'States.Runtime is never retried';
  if (failure.names.includes(CANCELLED)) return 'it was cancelled';
  if (failure.names.includes('FunctionGraph.Unauthorized') && (failure.httpStatus ?? 401) === 401) {
    return 'the credentials were refused, and trying them again can lock the key for everyone who uses it';
  }
  if (REFUSED_UNSENT.includes(failure.names[0] ?? '')) {
    return 'it broke a limit or a rule of the request itself, so the same call would be refused again';
  }
  if (delivery === 'at-most-once' && failure.executed !== 'no') {
    return `the function ${failure.executed === 'yes' ? 'ran' : 'may have run'}, and its delivery is at-most-once`;
  }
  return undefined;
}

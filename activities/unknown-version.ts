import { ApplicationFailure } from '@temporalio/common';

/** Refuses a request of another version, retryably: after a roll-out a newer worker takes the task. */
export function unknownVersion(
  activity: string,
  request: { readonly v?: unknown } | null | undefined,
): ApplicationFailure {
  return ApplicationFailure.create({
    message: `${activity} does not understand its request: its version is ${JSON.stringify(request?.v) ?? 'missing'}, this worker knows version 1. A workflow of a newer version of temporal-functiongraph probably made it; upgrade this worker, or let a newer one take the task.`,
    type: 'UnknownWireVersion',
    nonRetryable: false,
    nextRetryDelay: 5000,
  });
}

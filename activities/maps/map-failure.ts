import { ApplicationFailure } from '@temporalio/common';
import { ItemReaderError } from '../../asl/items/item-reader-error';
import { ResultWriterError } from '../../asl/items/result-writer-error';
import { cutEnd } from '../cut-text';
import { ObjectStoreError } from '../objects/object-store-error';
import type { FailureDetails } from '../wire';

export type MapErrorName = 'States.ItemReaderFailed' | 'States.ResultWriterFailed';

const MAX_MESSAGE_BYTES = 2048;

/** A failure whose type and message are the state's error and cause; retryable where trying again may help. */
export function mapFailure(name: MapErrorName, error: unknown, attempt: number): unknown {
  if (error instanceof ItemReaderError || error instanceof ResultWriterError)
    return failure(name, error.message, error.name, false, attempt);
  if (error instanceof ObjectStoreError)
    return failure(name, error.message, `ObjectStore.${error.problem}`, error.transient, attempt);
  return error;
}

export function failure(
  name: MapErrorName,
  message: string,
  code: string,
  transient: boolean,
  attempt: number,
): ApplicationFailure {
  const names = [name, 'States.ALL'];
  const details: FailureDetails = { code, executed: 'no', transient, names, tries: attempt };
  return ApplicationFailure.create({
    message: cutEnd(message, MAX_MESSAGE_BYTES),
    type: name,
    nonRetryable: !transient,
    details: [details],
  });
}

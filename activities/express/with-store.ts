import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { failure, mapFailure, type MapErrorName } from '../maps/map-failure';
import type { ObjectStore } from '../objects/object-store';
import type { Shared } from './express-attempt';

const TRIES = 5;

/** Does something with objects inside an express activity; what may pass by itself is tried again. */
export async function withStore<T>(
  { objects }: Pick<Shared, 'objects'>,
  name: MapErrorName,
  signal: AbortSignal,
  body: (store: ObjectStore) => Promise<T>,
): Promise<T> {
  if (typeof objects === 'string') throw failure(name, objects, 'ObjectStore.NotConfigured', false, 1);
  for (let attempt = 1; ; attempt++) {
    try {
      return await body(objects);
    } catch (error) {
      signal.throwIfAborted();
      const failed = mapFailure(name, error, attempt);
      const final = !(failed instanceof ApplicationFailure) || failed.nonRetryable === true;
      if (final || attempt === TRIES) throw failed;
      await sleep(1000 * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

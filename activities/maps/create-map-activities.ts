import { Context } from '@temporalio/activity';
import type { ObjectStore } from '../objects/object-store';
import { unknownVersion } from '../unknown-version';
import { Beat } from './beat';
import { indexItems } from './index-items';
import { itemsOf } from './item-source';
import { failure, mapFailure, type MapErrorName } from './map-failure';
import { readRange } from './read-range';
import type { MapActivities } from './wire';
import { writeManifest, writeResults } from './write-results';

interface Work {
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  readonly beat: Beat;
}

/**
 * The activities that read items and write results.
 * @param objects where the objects are, or why there are none: then each call fails for good, and says so
 */
export function createMapActivities(objects: ObjectStore | string): MapActivities {
  const run = async <Reply>(
    name: MapErrorName,
    request: { readonly v: 1 },
    work: (work: Work) => Promise<Reply>,
  ): Promise<Reply> => {
    const context = Context.current();
    const { attempt, activityType } = context.info;
    if (request?.v !== 1) throw unknownVersion(activityType, request);
    if (typeof objects === 'string')
      throw failure(name, objects, 'ObjectStore.NotConfigured', false, attempt);
    const beat = new Beat(context);
    const signal = context.cancellationSignal;
    try {
      return await work({ store: objects, signal, beat });
    } catch (error) {
      signal.throwIfAborted();
      throw mapFailure(name, error, attempt);
    } finally {
      beat.stop();
    }
  };
  return {
    readMapItems: (request) =>
      run('States.ItemReaderFailed', request, ({ store, signal }) =>
        readRange(itemsOf(store, request, request.from ?? { item: 0 }, signal), request),
      ),
    indexMapItems: (request) =>
      run('States.ItemReaderFailed', request, ({ store, signal, beat }) =>
        indexItems(itemsOf(store, request, { item: 0 }, signal), request.every, () => beat.count()),
      ),
    writeMapResults: (request) =>
      run('States.ResultWriterFailed', request, ({ store, signal }) => writeResults(store, request, signal)),
    writeMapManifest: (request) =>
      run('States.ResultWriterFailed', request, ({ store, signal }) => writeManifest(store, request, signal)),
  };
}

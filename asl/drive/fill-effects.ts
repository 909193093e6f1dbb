import type { ItemsCommand } from '../engine/map-commands';
import type { Effects, Reply, TaskCall } from './effects';
import type { FullEffects } from './perform';
import { readObjects } from './read-objects';
import type { Recorder } from './recorder';
import { seededRandom } from '../seeded-random';
import { uuidFrom } from './uuid-from';
import { nowhere } from './write-nowhere';

/** The effects with their defaults, and with a recorder that sees all calls and observations. */
export function fillEffects(
  given: Effects,
  recorder: Recorder,
  items: (command: ItemsCommand, signal: AbortSignal) => Promise<Reply>,
): FullEffects {
  const random = given.random?.bind(given) ?? seededRandom(1);
  const readGiven = readObjects(given.objects ?? {});
  return {
    invoke: (call: TaskCall) => {
      recorder.called(call);
      return given.invoke(call);
    },
    ...(given.callback && { callback: given.callback.bind(given) }),
    sleep: given.sleep.bind(given),
    now: given.now.bind(given),
    random,
    uuid: given.uuid?.bind(given) ?? uuidFrom(random),
    read: given.read?.bind(given) ?? ((command) => Promise.resolve(readGiven(command))),
    write: given.write?.bind(given) ?? nowhere,
    items,
    persist: given.persist?.bind(given) ?? ((snapshot) => snapshot),
    observe: (observation) => {
      recorder.observe(observation);
      given.observe?.(observation);
    },
  };
}

import type { Effects, Reply, TaskCall } from '../../../../asl';
import type { VirtualClock } from '../../../../asl/test-kit/virtual-clock';
import { Dice } from './dice';
import { randomJson, randomObject } from './random-json';

/** Tasks that answer by chance, but the same call of the same seed always alike. */
export function randomTasks(seed: number, clock: VirtualClock): Pick<Effects, 'invoke' | 'callback'> {
  const play = async (call: TaskCall): Promise<Reply> => {
    const dice = new Dice(seed ^ hash(`${call.path} ${call.try}`));
    if (dice.chance(0.4)) await clock.sleep(dice.under(4) * 1000, { signal: call.signal });
    const fate = dice.under(20);
    if (fate === 0) return new Promise(() => undefined);
    if (fate === 1)
      return { error: 'FSS.0429', names: ['FSS.0429', 'States.TaskFailed'], executed: 'no', transient: true };
    if (fate < 5) return { error: dice.pick(['E0', 'E1', 'E2']), cause: 'by chance' };
    return { output: dice.chance(0.7) ? randomObject(dice) : randomJson(dice) };
  };
  return {
    invoke: (call) => (call.token === undefined ? play(call) : Promise.resolve({ output: null })),
    callback: play,
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return sum >>> 0;
}

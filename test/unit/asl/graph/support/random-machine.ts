import type { State, StateMachine } from '../../../../../asl';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A machine of up to `size` states with any ways between them: loops, gotos, unreachable states, missing targets. */
export function randomMachine(random: () => number, size: number, depth = 2): StateMachine {
  const count = 1 + Math.floor(random() * size);
  const names = Array.from({ length: count }, (_, index) => `State ${index}${' and more'.repeat(index % 4)}`);
  const pick = (from: number): string => {
    // Mostly forwards and near, as people write them; anything else now and then.
    const at = random() < 0.75 ? from + 1 + Math.floor(random() * 3) : Math.floor(random() * count * 1.05);
    return names[Math.min(at, count + 2)] ?? `Nowhere ${at}`;
  };
  const catchers = (from: number) =>
    random() < 0.3 ? { Catch: [{ ErrorEquals: ['States.Timeout', 'Refused'], Next: pick(from) }] } : {};
  const flow = (from: number) =>
    random() < 0.15 || from === count - 1 ? { End: true } : { Next: pick(from) };
  const state = (from: number): State => {
    const kind = random();
    if (kind < 0.45) return { Type: 'Task', Resource: 'work', ...flow(from), ...catchers(from) };
    if (kind < 0.7) {
      const rules = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => ({
        Variable: `$.${'field.'.repeat(index)}value`,
        NumericGreaterThan: index,
        Next: pick(from),
      }));
      return { Type: 'Choice', Choices: rules, ...(random() < 0.8 ? { Default: pick(from) } : {}) };
    }
    if (kind < 0.75) return random() < 0.5 ? { Type: 'Succeed' } : { Type: 'Fail', Error: 'Gone' };
    if (kind < 0.85 || depth === 0) return { Type: 'Wait', Seconds: 5, ...flow(from) };
    const inner = () => randomMachine(random, 5, depth - 1);
    if (kind < 0.92) return { Type: 'Map', ItemProcessor: inner(), ...flow(from), ...catchers(from) };
    const Branches = Array.from({ length: 1 + Math.floor(random() * 3) }, inner);
    return { Type: 'Parallel', Branches, ...flow(from), ...catchers(from) };
  };
  return {
    StartAt: names[0] ?? '',
    States: Object.fromEntries(names.map((name, index) => [name, state(index)])),
  };
}

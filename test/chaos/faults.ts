import type { Fault } from 'temporal-functiongraph/emulator';
import { pick } from './random';

const WEIGHTS = {
  none: 70,
  throttle: 8,
  refuse: 5,
  reset: 5,
  resetAfter: 5,
  unavailable: 4,
  silent: 3,
} as const;

const FAULTS: Readonly<Record<Exclude<keyof typeof WEIGHTS, 'none'>, Fault>> = {
  throttle: { fault: 'throttle' },
  reset: { fault: 'reset' },
  resetAfter: { fault: 'resetAfter' },
  refuse: { fault: 'status', status: 503, code: 'APIGW.0613', executed: false },
  unavailable: { fault: 'status', status: 502, code: 'APIGW.0201', executed: true },
  silent: { fault: 'noAnswer', executed: true },
};

/** A script of faults for the first calls of a function: about a third of them go wrong in one way or another. */
export function randomFaults(random: () => number, calls: number): Fault[] {
  return Array.from({ length: calls }, (_, index) => ({
    kind: pick(random, WEIGHTS),
    call: index + 1,
  })).flatMap(({ kind, call }) => (kind === 'none' ? [] : [{ ...FAULTS[kind], calls: String(call) }]));
}

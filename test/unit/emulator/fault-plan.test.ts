import type { FaultScript } from '../../../emulator/faults/fault';
import { FaultPlan } from '../../../emulator/faults/fault-plan';

function struck(script: FaultScript, calls: number): (string | undefined)[] {
  const plan = new FaultPlan([], script, () => 0);
  return Array.from({ length: calls }, () => plan.next('f').fault?.fault);
}

test.each([
  [1, ['reset', undefined, undefined, undefined]],
  ['2', [undefined, 'reset', undefined, undefined]],
  ['2-3', [undefined, 'reset', 'reset', undefined]],
  ['3-', [undefined, undefined, 'reset', 'reset']],
  ['1, 3-4', ['reset', undefined, 'reset', 'reset']],
  [undefined, ['reset', 'reset', 'reset', 'reset']],
])('calls %j are struck', (calls, expected) => {
  expect(struck({ f: [{ fault: 'reset', ...(calls !== undefined && { calls }) }] }, 4)).toEqual(expected);
});

test('the first fault that names a call strikes it', () => {
  const script: FaultScript = {
    f: [
      { calls: 1, fault: 'reset' },
      { calls: '1-2', fault: 'throttle' },
    ],
  };
  expect(struck(script, 3)).toEqual(['reset', 'throttle', undefined]);
});

test('delays add up and let a further fault strike', () => {
  const plan = new FaultPlan(
    [],
    { f: [{ fault: 'delay', delayMs: 5 }, { fault: 'delay', delayMs: 7 }, { fault: 'throttle' }] },
    Math.random,
  );
  expect(plan.next('f')).toMatchObject({ call: 1, delayMs: 12, fault: { fault: 'throttle' } });
});

test('each function counts its own calls, and a name of every object is no script', () => {
  const plan = new FaultPlan([], { a: [{ calls: 2, fault: 'reset' }] }, Math.random);
  const faults = ['a', 'b', 'b', 'a', 'constructor'].map((name) => plan.next(name).fault?.fault);
  expect(faults).toEqual([undefined, undefined, undefined, 'reset', undefined]);
});

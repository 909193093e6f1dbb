import { checkStateMachine } from '../../../../asl/check';
import { found, machineOf, only } from './machine';

const labelledMap = (name: string, Next?: string) => ({
  Type: 'Map',
  Label: 'same',
  ItemProcessor: processor(name),
  ...(Next === undefined ? { End: true } : { Next }),
});

const processor = (name: string) => ({ StartAt: name, States: { [name]: pass() } });

const pass = (Next?: string) => ({ Type: 'Pass', ...(Next === undefined ? { End: true } : { Next }) });

test('a target that is not there says what was probably meant', () => {
  const machine = { StartAt: 'First', States: { First: pass('Chrage'), Charge: pass() } };
  expect(checkStateMachine(machine)).toMatchObject([
    {
      code: 'MISSING_TRANSITION_TARGET',
      severity: 'error',
      message: "Missing 'Next' target: Chrage",
      hint: "Did you mean 'Charge'?",
      path: '/States/First/Next',
    },
    {
      code: 'MISSING_TRANSITION_TARGET',
      severity: 'warning',
      message: 'State "Charge" is not reachable.',
      path: '/States/Charge',
    },
  ]);
});

test.each([
  ['StartAt', { StartAt: 'X', States: { A: pass() } }, '/StartAt'],
  [
    'Default',
    {
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'B' }], Default: 'X' },
        B: pass(),
      },
    },
    '/States/A/Default',
  ],
  [
    'Catch',
    machineOf({ Type: 'Task', Resource: 'f', Catch: [{ ErrorEquals: ['E'], Next: 'X' }] }),
    '/States/A/Catch/0/Next',
  ],
])('every way to a target is followed: %s', (_name, machine, path) => {
  expect(checkStateMachine(machine)).toContainEqual(
    expect.objectContaining({ message: "Missing 'Next' target: X", path }),
  );
});

test('no way leads out of a branch', () => {
  const branch = { StartAt: 'B', States: { B: pass('A') } };
  const [missing] = checkStateMachine(machineOf({ Type: 'Parallel', Branches: [branch] }));
  expect(missing?.hint).toContain('another machine');
});

test('a machine that cannot end, and a branch that cannot', () => {
  expect(only({ StartAt: 'A', States: { A: pass('B'), B: pass('A') } })).toMatchObject({
    code: 'MISSING_END_STATE',
    message: 'Workflow has no terminal state',
    path: '/',
  });
  const branch = { StartAt: 'B', States: { B: pass('B') } };
  expect(only(machineOf({ Type: 'Parallel', Branches: [branch] })).path).toBe('/States/A/Branches/0');
});

test('a state that cannot be reached is a warning, and an error where the check is strict', () => {
  const machine = { StartAt: 'A', States: { A: pass(), B: pass() } };
  expect(only(machine)).toMatchObject({ severity: 'warning', message: 'State "B" is not reachable.' });
  expect(only(machine, { strict: true }).severity).toBe('error');
});

test('a state from which no end can be reached is a warning', () => {
  const machine = {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'Loop' }], Default: 'End' },
      Loop: pass('Again'),
      Again: pass('Loop'),
      End: { Type: 'Succeed' },
    },
  };
  expect(found(machine)).toEqual([
    'warning END_NOT_REACHABLE: No way leads from state "Loop" to an end at /States/Loop',
    'warning END_NOT_REACHABLE: No way leads from state "Again" to an end at /States/Again',
  ]);
});

test('names are unique over all machines, and labels too', () => {
  expect(found({ StartAt: 'A', States: { A: labelledMap('I', 'B'), B: labelledMap('A') } })).toEqual([
    'error DUPLICATE_LABEL_NAME: Duplicate Label: same at /States/B/Label',
    'error DUPLICATE_STATE_NAME: Duplicate State name: A at /States/B/ItemProcessor/States/A',
  ]);
});

test.each(['', 'x'.repeat(81)])('a name of %j is refused', (name) => {
  expect(only({ StartAt: name, States: { [name]: pass() } }).code).toBe('INVALID_STATE_NAME');
});

test('names with slashes and tildes are escaped in pointers', () => {
  expect(only({ StartAt: 'a/b~c', States: { 'a/b~c': { Type: 'Wait', Seconds: -1, End: true } } }).path).toBe(
    '/States/a~1b~0c/Seconds',
  );
});

test('a machine with states called like members of every object is checked like any other', () => {
  const States = JSON.parse(
    '{"__proto__": {"Type": "Pass", "Next": "constructor"}, "constructor": {"Type": "Succeed"}}',
  ) as object;
  expect(found({ StartAt: '__proto__', States })).toEqual([]);
});

import { compile, CompileError, testStateMachine } from '../../../../asl';

const machine = (state: object) => ({ StartAt: 'A', States: { A: { End: true, ...state } } });

test.each([
  [{ Type: 'Pass', InputPath: '$.a[' }, '/States/A: '],
  [{ Type: 'Pass', Parameters: { 'a.$': 'States.Nope()' } }, '/States/A: '],
  [{ Type: 'Pass', Parameters: { 'a.$': '$.a[' } }, '/States/A: '],
  [{ Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 + %}' }, '/States/A: '],
  [{ Type: 'Choice', Choices: [{ Variable: '$', Like: 1, Next: 'A' }] }, '/States/A/Choices/0/Like: '],
  [{ Type: 'Task', Resource: 'arn:aws:lambda:x' }, '/States/A/Resource: '],
  [{ Type: 'Nothing' }, '/States/A/Type: '],
])('%j is refused with its place', (state, place) => {
  expect(() => compile(machine(state))).toThrow(CompileError);
  expect(() => compile(machine(state))).toThrow(place);
});

test('a place inside a branch is told once', () => {
  const inner = machine({ Type: 'Pass', InputPath: '$.a[' });
  expect(() => compile(machine({ Type: 'Parallel', Branches: [inner] }))).toThrow(
    /^\/States\/A\/Branches\/0\/States\/A: [^/]*$/,
  );
});

test('a definition that is run in a test is checked first', async () => {
  await expect(
    testStateMachine({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }),
  ).rejects.toThrow(/CompileError|Missing 'Next' target: B/);
});

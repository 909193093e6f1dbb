import { coverageOf, testStateMachine, type StateMachine } from '../../../../asl';

const DEFINITION: StateMachine = {
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.n', NumericEquals: 1, Next: 'Each' },
        { Variable: '$.n', NumericEquals: 2, Next: 'End' },
      ],
      Default: 'End',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'One',
        States: {
          One: {
            Type: 'Task',
            Resource: 'one',
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Saved' }],
            End: true,
          },
          Saved: { Type: 'Pass', End: true },
        },
      },
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
};

test('states and transitions that no run went through are named', async () => {
  const run = await testStateMachine(DEFINITION, {
    input: { n: 1, items: [1] },
    replies: { One: { output: 1 } },
  });
  const { states, transitions } = coverageOf(DEFINITION, [run.visits]);
  expect(states).toEqual({ all: ['Check', 'Each', 'One', 'Saved', 'End'], missed: ['Saved'] });
  expect(transitions.all).toHaveLength(5);
  expect(transitions.missed).toEqual([
    { from: 'Check', by: 'Choices[1]', to: 'End' },
    { from: 'Check', by: 'Default', to: 'End' },
    { from: 'One', by: 'Catch[0]', to: 'Saved' },
  ]);
});

test('several runs add up', async () => {
  const runs = await Promise.all([2, 3].map((n) => testStateMachine(DEFINITION, { input: { n } })));
  const { transitions } = coverageOf(
    DEFINITION,
    runs.map(({ visits }) => visits),
  );
  expect(transitions.missed.map(({ from, by }) => `${from} ${by}`)).toEqual([
    'Check Choices[0]',
    'Each Next',
    'One Catch[0]',
  ]);
});

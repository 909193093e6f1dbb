import type { RecordedRun } from './recorded-runs';
import { failure, reply, ScriptedActivities } from './scripted-activities';

const echo = { Type: 'Task', Resource: 'echo' };

function one(name: string, state: object): object {
  return { StartAt: name, States: { [name]: { End: true, ...state } } };
}

function machine(name: string, definition: object, input: unknown): RecordedRun {
  const script = new ScriptedActivities()
    .on('echo', ({ event }) => event)
    .on('flaky', ({ event }) => reply({ output: event, tries: 3, counts: [2] }))
    .on('declines', () => {
      throw failure('no', { names: ['Declined', 'States.TaskFailed', 'States.ALL'], tries: 2 });
    });
  return { name: `pipeline-${name}`, workflow: 'runPipeline', args: [{ definition, input }], script };
}

/** Machines whose states stand in each other, or that call nothing at all. */
export const recordedMachines: readonly RecordedRun[] = [
  machine(
    'without-effects',
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Sum',
      States: {
        Sum: { Type: 'Pass', Assign: { sum: '{% $sum($states.input) %}' }, Next: 'Large' },
        Large: { Type: 'Choice', Choices: [{ Condition: '{% $sum > 5 %}', Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Succeed', Output: '{% $uuid() & $string($sum) %}' },
        No: { Type: 'Fail', Error: 'TooSmall' },
      },
    },
    [1, 2, 3],
  ),
  machine(
    'retries-by-rules',
    one('Flaky', {
      Type: 'Task',
      Resource: 'flaky',
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, JitterStrategy: 'FULL' }],
    }),
    {},
  ),
  machine(
    'second-visit',
    {
      StartAt: 'Call',
      States: {
        Call: { ...echo, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.again', BooleanEquals: true, Next: 'Last' }],
          Default: 'Done',
        },
        Last: { Type: 'Pass', Result: { again: false }, Next: 'Call' },
        Done: { Type: 'Succeed' },
      },
    },
    { again: true },
  ),
  machine(
    'nested',
    {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            one('All', {
              Type: 'Map',
              MaxConcurrency: 2,
              ItemProcessor: one('Each', {
                Type: 'Parallel',
                Branches: [one('Call', echo), one('Pause', { Type: 'Wait', Seconds: 1 })],
              }),
            }),
            one('Other', echo),
          ],
          Next: 'After',
        },
        After: { ...echo, Next: 'Rest' },
        Rest: { Type: 'Wait', Seconds: 1, Next: 'Last' },
        Last: { ...echo, End: true },
      },
    },
    [1, 2, 3],
  ),
  machine(
    'tolerated-failures',
    one('All', {
      Type: 'Map',
      ToleratedFailureCount: 3,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...one('Each', { Type: 'Task', Resource: 'declines' }),
      },
    }),
    [1, 2],
  ),
  machine(
    'map-that-fails',
    {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Call',
            States: {
              Call: { ...echo, Next: 'Odd' },
              Odd: {
                Type: 'Choice',
                Choices: [{ Variable: '$', NumericEquals: 2, Next: 'No' }],
                Default: 'Rest',
              },
              Rest: { Type: 'Wait', Seconds: 5, End: true },
              No: { Type: 'Fail', Error: 'Two' },
            },
          },
          Catch: [{ ErrorEquals: ['Two'], Next: 'After' }],
          End: true,
        },
        After: { ...echo, End: true },
      },
    },
    [1, 2, 3],
  ),
];

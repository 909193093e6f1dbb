import type { State, StateMachine } from '../../../../../asl';

export const task = (next: string, more: object = {}): State => ({
  Type: 'Task',
  Resource: 'work',
  ...(next === '' ? { End: true } : { Next: next }),
  ...more,
});

export const caught = (next: string, ...errors: string[]) => ({
  Catch: [{ ErrorEquals: errors, Next: next }],
});

export const machine = (States: Readonly<Record<string, State>>): StateMachine => ({
  StartAt: Object.keys(States)[0] ?? '',
  States,
});

const when = (variable: string, next: string) => ({ Variable: variable, IsPresent: true, Next: next });

/** One machine for each thing that a drawing must cope with. */
export const machines: Readonly<Record<string, StateMachine>> = {
  'one state': machine({ Only: task('') }),
  'a chain': machine({ A: task('B'), B: task('C'), C: { Type: 'Succeed' } }),
  'four arms': machine({
    Route: { Type: 'Choice', Choices: [when('$.a', 'A'), when('$.b', 'B'), when('$.c', 'C')], Default: 'D' },
    A: task('Join'),
    B: task('B2'),
    B2: task('Join'),
    C: task('Join'),
    D: { Type: 'Fail', Error: 'Unknown' },
    Join: task(''),
  }),
  'a loop through Wait and Choice': machine({
    Submit: task('Wait'),
    Wait: { Type: 'Wait', Seconds: 30, Next: 'Look' },
    Look: task('Done?', caught('Failed', 'States.ALL')),
    'Done?': {
      Type: 'Choice',
      Choices: [when('$.done', 'Fetch'), when('$.failed', 'Failed')],
      Default: 'Wait',
    },
    Fetch: task(''),
    Failed: { Type: 'Fail', Error: 'JobFailed' },
  }),
  'errors that undo, one after the other': machine({
    Hotel: task('Flight', caught('CancelHotel', 'States.ALL')),
    Flight: task('Car', caught('CancelFlight', 'States.ALL')),
    Car: task('Booked', caught('CancelCar', 'Gone', 'States.Timeout')),
    Booked: { Type: 'Succeed' },
    CancelCar: task('CancelFlight'),
    CancelFlight: task('CancelHotel', caught('CancelFlight', 'States.ALL')),
    CancelHotel: task('Cancelled'),
    Cancelled: { Type: 'Fail', Error: 'Cancelled' },
  }),
  'a parallel in a map, and a tall one beside short steps': machine({
    Kind: { Type: 'Choice', Choices: [when('$.orders', 'Orders')], Default: 'Reject' },
    Reject: task('Mail'),
    Mail: task('Gone'),
    Gone: { Type: 'Fail', Error: 'Gone' },
    Orders: {
      Type: 'Map',
      ItemsPath: '$.orders',
      MaxConcurrency: 4,
      ItemProcessor: machine({
        Checks: {
          Type: 'Parallel',
          Branches: [
            machine({ A: task('A2'), A2: task('') }),
            machine({
              B: { Type: 'Choice', Choices: [when('$.x', 'C')], Default: 'D' },
              C: task(''),
              D: task(''),
            }),
            machine({ Each: { Type: 'Map', Iterator: machine({ E: task('') }), End: true } }),
          ],
          Next: 'Store',
          ...caught('Skip', 'States.ALL'),
        },
        Store: task(''),
        Skip: { Type: 'Pass', End: true },
      }),
      Next: 'Report',
      ...caught('Gone', 'States.ItemReaderFailed'),
    },
    Report: task(''),
  }),
  'ways that cross': machine({
    A: { Type: 'Choice', Choices: [when('$.b', 'B'), when('$.c', 'C')], Default: 'D' },
    B: task('E'),
    C: { Type: 'Choice', Choices: [when('$.b', 'B'), when('$.f', 'F')], Default: 'A' },
    D: task('E', caught('B', 'States.ALL')),
    E: { Type: 'Choice', Choices: [when('$.c', 'C')], Default: 'F' },
    F: task(''),
  }),
  'a state that leads to itself': machine({
    Poll: { Type: 'Choice', Choices: [when('$.done', 'End')], Default: 'Poll' },
    End: task('', caught('End', 'States.ALL')),
  }),
  'what is missing and what is never reached': machine({
    A: task('Nowhere', caught('Nowhere either', 'States.ALL')),
    B: task('A', caught('C', 'States.ALL')),
    C: task('B'),
    D: task(''),
  }),
  'names and conditions of any length': machine({
    'A name that goes on and on to say exactly what this state does, and for whom it does it': {
      Type: 'Choice',
      QueryLanguage: 'JSONata',
      Choices: [
        {
          Condition: `{% ${'$exists($states.input.customer) and '.repeat(8)} true %}`,
          Next: '订单处理并发送通知给客户',
        },
      ],
      Default: 'WithoutAnySpace'.repeat(5),
    },
    ['WithoutAnySpace'.repeat(5)]: task('订单处理并发送通知给客户'),
    订单处理并发送通知给客户: task(''),
  }),
};

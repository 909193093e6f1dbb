/**
 * A state machine with something of each kind under way at once, so that a restart meets all of it: a call, a wait, a
 * retry by a rule, and a callback; and after them a Map over an object. Its input has the name of the run.
 */
export const RESTART_PIPELINE = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Check',
  States: {
    Check: { Type: 'Task', Resource: 'check', Assign: { run: '{% $states.input.run %}' }, Next: 'At once' },
    'At once': {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Bill', States: { Bill: { ...task('bill'), End: true } } },
        {
          StartAt: 'Wait',
          States: {
            Wait: { Type: 'Wait', Seconds: 10, Next: 'Remind' },
            Remind: { ...task('remind'), End: true },
          },
        },
        {
          StartAt: 'Invoice',
          States: {
            Invoice: {
              ...task('invoice'),
              Retry: [{ ErrorEquals: ['FunctionGraph.Throttled'], IntervalSeconds: 8, MaxAttempts: 2 }],
              End: true,
            },
          },
        },
        {
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: 'functiongraph:invoke.waitForTaskToken',
              Arguments: {
                FunctionName: 'ask',
                Payload: { run: '{% $run %}', token: '{% $states.context.Task.Token %}' },
              },
              End: true,
            },
          },
        },
      ],
      Assign: { answers: '{% $states.result %}' },
      Next: 'Prices',
    },
    Prices: {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemReader: {
        Resource: 'obs:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Arguments: { Bucket: 'shop', Key: 'items.json' },
      },
      ItemSelector: { run: '{% $run %}', sku: '{% $states.context.Map.Item.Value %}' },
      ItemProcessor: {
        StartAt: 'Price',
        States: {
          Price: { Type: 'Task', Resource: 'price', Output: '{% $states.result.sku %}', End: true },
        },
      },
      Output: { answers: '{% $answers %}', priced: '{% $states.result %}' },
      End: true,
    },
  },
});

export const ITEMS = ['pen', 'ink', 'paper', 'stamp'];

/** What it comes to, with what the callback brought. */
export function resultOf(run: string, callback: unknown): unknown {
  return {
    answers: [{ run, bill: true }, { run, remind: true }, { run, invoice: true }, callback],
    priced: ITEMS,
  };
}

/** Its steps, each as often as it has to run. */
export const STEPS = ['check', 'bill', 'remind', 'invoice', 'ask', ...ITEMS.map(() => 'price')];

function task(name: string): object {
  return { Type: 'Task', Resource: name, Arguments: { run: '{% $run %}' } };
}

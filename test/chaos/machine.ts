import type { JsonValue } from 'temporal-functiongraph/client';
import type { ChainInput } from './workflows';

/**
 * The steps of a chain as a state machine in JSON: some one by one, the rest in Maps of the two branches of a Parallel after a
 * wait. Outcomes and sum are told as the chain tells them.
 */
export function machineOf({ delivery }: ChainInput): string {
  const atMostOnce = delivery === 'at-most-once';
  const step = (items: string): object => ({
    Type: 'Task',
    Resource: atMostOnce ? 'once' : 'keep',
    TimeoutSeconds: 5,
    FunctionGraph: { delivery },
    Retry: [
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 1,
        MaxAttempts: 200,
        MaxDelaySeconds: 2,
        JitterStrategy: 'FULL',
      },
    ],
    ...(atMostOnce && {
      Catch: [
        {
          ErrorEquals: ['FunctionGraph.OutcomeUnknown'],
          Output: { outcome: 'unknown', sum: 0 },
          Next: `Unknown ${items}`,
        },
      ],
    }),
    Output: { outcome: 'done', sum: '{% $states.result.sum %}' },
    End: true,
  });
  const processor = (items: string): object => ({
    StartAt: `Step ${items}`,
    States: {
      [`Step ${items}`]: step(items),
      ...(atMostOnce && { [`Unknown ${items}`]: { Type: 'Pass', End: true } }),
    },
  });
  const map = (items: string, concurrency: number): object => ({
    Type: 'Map',
    Items: `{% $states.input.${items} %}`,
    MaxConcurrency: concurrency,
    ItemProcessor: processor(items),
  });
  const branch = (items: string): object => ({
    StartAt: items,
    States: { [items]: { ...map(items, 2), End: true } },
  });
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'One by one',
    States: {
      'One by one': {
        ...map('first', 1),
        Assign: { steps: '{% $states.result %}' },
        Output: '{% $states.input %}',
        Next: 'Pause',
      },
      Pause: { Type: 'Wait', Seconds: 1, Next: 'At once' },
      'At once': {
        Type: 'Parallel',
        Branches: [branch('left'), branch('right')],
        Assign: { steps: '{% [$steps, $states.result[0], $states.result[1]] %}' },
        Next: 'Total',
      },
      Total: {
        Type: 'Pass',
        Output: { outcomes: '{% [$steps.outcome] %}', sum: '{% $sum([$steps.sum]) %}' },
        End: true,
      },
    },
  });
}

export function machineInput({ chain, steps }: ChainInput): JsonValue {
  const events = Array.from({ length: steps }, (_, step) => ({ chain, step, sum: 0 }));
  const third = Math.ceil(steps / 3);
  return {
    first: events.slice(0, third),
    left: events.slice(third, 2 * third),
    right: events.slice(2 * third),
  };
}

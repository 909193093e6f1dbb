import type { JsonValue } from 'temporal-functiongraph/client';
import type { ChainInput } from './workflows';

/**
 * The steps of a chain as a state machine in JSON: some one by one, the rest in Maps of the two branches of a Parallel after a
 * wait. Outcomes and sum are told as the chain tells them.
 */
export function machineOf(input: ChainInput): string {
  const map = (items: string, concurrency: number): object => ({
    Type: 'Map',
    Items: `{% $states.input.${items} %}`,
    MaxConcurrency: concurrency,
    ItemProcessor: processor(input, items),
  });
  const branch = (items: string): object => ({
    StartAt: items,
    States: { [items]: { ...map(items, 2), End: true } },
  });
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    ...(input.writtenAs === 'express machine' && { FunctionGraph: { mode: 'express' } }),
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

export function machineInput(input: ChainInput): JsonValue {
  const events = eventsOf(input);
  const third = Math.ceil(input.steps / 3);
  return {
    first: events.slice(0, third),
    left: events.slice(third, 2 * third),
    right: events.slice(2 * third),
  };
}

/** The steps of a chain as the items of one distributed Map, whose chunks are child workflows. */
export function mapOf(input: ChainInput): string {
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Items',
    States: {
      Items: {
        Type: 'Map',
        MaxConcurrency: 8,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...processor(input, 'item'),
        },
        Output: { outcomes: '{% [$states.result.outcome] %}', sum: '{% $sum($states.result.sum) %}' },
        End: true,
      },
    },
  });
}

export function eventsOf({ chain, steps }: ChainInput): { chain: number; step: number; sum: number }[] {
  return Array.from({ length: steps }, (_, step) => ({ chain, step, sum: 0 }));
}

function processor({ delivery }: ChainInput, items: string): object {
  const atMostOnce = delivery === 'at-most-once';
  const step = {
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
  };
  return {
    StartAt: `Step ${items}`,
    States: {
      [`Step ${items}`]: step,
      ...(atMostOnce && { [`Unknown ${items}`]: { Type: 'Pass', End: true } }),
    },
  };
}

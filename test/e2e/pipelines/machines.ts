import type { StateMachine } from 'temporal-functiongraph/asl';

export function task(fn: string, more: object = { End: true }): object {
  return { Type: 'Task', Resource: fn, ...more };
}

export function machine(States: Record<string, object>, more: object = {}): StateMachine {
  return { StartAt: Object.keys(States)[0] ?? '', States, ...more } as StateMachine;
}

/** A catcher for the cancellation of the run. */
export function whenCancelled(Next: string, more: object = {}): object {
  return { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next, ...more }] };
}

export type ExecutionType = 'STANDARD' | 'EXPRESS';

/** A distributed map that calls `work` with each item, and ends with how many results there are. */
export function distributedMap(type: ExecutionType, more: object = {}, states?: StateMachine): StateMachine {
  return machine({
    Items: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        ...(states ?? machine({ Work: task('work') })),
      },
      ResultSelector: { 'count.$': 'States.ArrayLength($)', 'first.$': '$[0]' },
      End: true,
      ...more,
    },
  });
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

import { defineFunction, functionGraphFailure } from 'temporal-functiongraph/workflows';

export * from 'temporal-functiongraph/workflows';

export interface ChainInput {
  readonly chain: number;
  readonly steps: number;
  readonly delivery: 'at-least-once' | 'at-most-once';
  readonly writtenAs: 'code' | 'state machine' | 'express machine' | 'sharded map';
}

export interface ChainResult {
  readonly outcomes: ('done' | 'unknown')[];
  readonly sum: number;
}

interface State {
  readonly chain: number;
  readonly step: number;
  readonly sum: number;
}

const patient = {
  timeout: '5 seconds',
  retry: [
    { errors: ['States.ALL'], maxAttempts: 200, interval: '200ms', maxInterval: '2 seconds', jitter: 'full' },
  ],
} as const;
const functions = {
  'at-least-once': defineFunction({ name: 'keep', ...patient }),
  'at-most-once': defineFunction({ name: 'once', ...patient, delivery: 'at-most-once' }),
};

/** A chain that goes on after a step whose outcome is unknown, where such a step must not be sent again. */
export async function chaosChain({ chain, steps, delivery }: ChainInput): Promise<ChainResult> {
  const outcomes: ChainResult['outcomes'] = [];
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    try {
      ({ sum } = (await functions[delivery]({ chain, step, sum })) as State);
      outcomes.push('done');
    } catch (error) {
      if (delivery !== 'at-most-once' || functionGraphFailure(error)?.executed !== 'maybe') throw error;
      outcomes.push('unknown');
    }
  }
  return { outcomes, sum };
}

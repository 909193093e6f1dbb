import type { WorkflowHandle } from '@temporalio/client';
import { recordedMachines } from './recorded-machines';
import { recordedPipelines } from './recorded-pipelines';
import { failure, reply, ScriptedActivities } from './scripted-activities';

export interface RecordedRun {
  /** File name in `histories/`, and workflow id of the recording. */
  readonly name: string;
  readonly workflow: string;
  readonly args: readonly unknown[];
  readonly script: ScriptedActivities;
  /** Beside the scripted one. */
  readonly activities?: object;
  /** What happens to the run from outside. */
  during?(handle: WorkflowHandle): Promise<void>;
}

const order = { id: 'A-1', items: [{ sku: 'pen', quantity: 2 }] };

function shop(): ScriptedActivities {
  return new ScriptedActivities()
    .on('price', () => ({ ...order, total: 12 }))
    .on('charge', () => ({ receipt: 'R-1', total: 12 }))
    .on('notify', () => ({ sent: true }))
    .on('reserve', ({ event }) => ({ reserved: (event as { sku: string }).sku }))
    .on('echo', ({ event }) => event);
}

/**
 * One history for each thing that a run can have in it. A recorded file is never replaced: it stands for all the runs
 * that were started with the code of its day. A new behaviour gets a new name here, then `record-histories` is run.
 */
export const recordedRuns: readonly RecordedRun[] = [
  { name: 'chain', workflow: 'runChain', args: [order], script: shop() },
  {
    name: 'call-chain',
    workflow: 'callChain',
    args: [{ functions: ['echo', 'echo'], input: 1 }],
    script: shop(),
  },
  { name: 'fan-out', workflow: 'fanOut', args: [['pen', 'ink', 'pad']], script: shop() },
  { name: 'second-visit', workflow: 'visitTwice', args: [], script: shop() },
  { name: 'options-of-a-call', workflow: 'measured', args: [{ a: 1 }], script: shop() },
  {
    name: 'handled-failure',
    workflow: 'failing',
    args: [{}],
    script: shop().on('echo', () => {
      throw failure('the bank said no', { names: ['PaymentDeclined', 'States.TaskFailed', 'States.ALL'] });
    }),
  },
  {
    name: 'single-delivery-with-waits',
    workflow: 'runChain',
    args: [order],
    script: shop().on('charge', ({ resume }) =>
      resume === undefined
        ? reply({ retryAfterMs: 30, counts: [1], tries: 1 })
        : reply({ output: { receipt: 'R-1', total: 12 }, tries: 2 }),
    ),
  },
  {
    name: 'local-steps',
    workflow: 'callChain',
    args: [
      { functions: ['echo', 'echo', { fn: 'echo', mode: 'standard' }, 'echo'], mode: 'local', input: 1 },
    ],
    script: shop(),
  },
  {
    name: 'local-step-with-waits',
    workflow: 'callChain',
    args: [{ functions: ['echo'], mode: 'local', input: 1 }],
    script: shop().on('echo', ({ resume, event }) =>
      resume === undefined
        ? reply({ retryAfterMs: 30, counts: [1], tries: 1 })
        : reply({ output: event, tries: 2 }),
    ),
  },
  {
    name: 'local-step-that-fails',
    workflow: 'trial',
    args: [
      [
        { name: 'echo', mode: 'local' },
        { name: 'price', mode: 'local' },
      ],
      order,
    ],
    script: shop().on('echo', () => {
      throw failure('the bank said no', { names: ['PaymentDeclined', 'States.TaskFailed', 'States.ALL'] });
    }),
  },
  {
    name: 'short-chains-and-a-step',
    workflow: 'shortChains',
    args: [],
    script: shop(),
    activities: {
      // Two of these together are long enough for an activity to follow.
      runChain: async ({ event }: { event: unknown }) => ({ v: 1, done: { output: event }, localMs: 600 }),
    },
  },
  { name: 'refused-input', workflow: 'runChain', args: [{ id: 1 }], script: shop() },
  {
    name: 'refused-output',
    workflow: 'runChain',
    args: [order],
    script: shop().on('price', () => ({ total: 'twelve' })),
  },
  ...recordedPipelines,
  ...recordedMachines,
];

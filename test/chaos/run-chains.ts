import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { PipelineDefinitionError, startPipeline } from 'temporal-functiongraph/client';
import { chainInput } from './chain-input';
import { eventsOf, machineInput, machineOf, mapOf } from './machine';
import type { ChainInput, ChainResult } from './workflows';

export interface EndedChain {
  readonly input: ChainInput;
  readonly result: ChainResult | Error;
}

const AT_ONCE = 40;
const TASK_QUEUE = 'chaos';

export async function runChains(client: Client, chains: number, steps: number): Promise<EndedChain[]> {
  const all: EndedChain[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let chain = next++; chain < chains; chain = next++) {
      const input = chainInput(chain, steps);
      all.push({ input, result: await runChain(client, input) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return all;
}

/** Starts a chain and waits for its end, however often the server is away in between. */
async function runChain(client: Client, input: ChainInput): Promise<ChainResult | Error> {
  const workflowId = `chaos-${input.chain}`;
  let start = input.writtenAs === 'code' ? startCode : startMachine;
  for (;;) {
    try {
      const run = await start(client, input, workflowId);
      return (await run.result()) as ChainResult;
    } catch (error) {
      if (error instanceof PipelineDefinitionError) throw error;
      const { name } = error as Error;
      if (name === 'WorkflowFailedError') return error as Error;
      if (name === 'WorkflowExecutionAlreadyStartedError')
        start = async () => client.workflow.getHandle(workflowId);
      else await sleep(500);
    }
  }
}

type Start = (
  client: Client,
  input: ChainInput,
  workflowId: string,
) => Promise<{ result(): Promise<unknown> }>;

const startCode: Start = (client, input, workflowId) =>
  client.workflow.start('chaosChain', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });

const startMachine: Start = (client, input, workflowId) =>
  startPipeline(client, {
    ...(input.writtenAs === 'sharded map'
      ? { definition: mapOf(input), input: eventsOf(input) }
      : { definition: machineOf(input), input: machineInput(input) }),
    name: 'chaos',
    workflowId,
    taskQueue: TASK_QUEUE,
    attach: true,
    workflow: { workflowIdReusePolicy: 'REJECT_DUPLICATE' },
  });

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import type { CallChainInput } from 'temporal-functiongraph/workflows';
import { PROJECT_ID } from '../../support/emulator';

/** Writes to the ledger before and after its work of `ms` milliseconds. */
export const WORK = `
const { appendFileSync } = require('node:fs');
exports.handler = async ({ ledger, ms }, context) => {
  appendFileSync(ledger, 'start\\n');
  await new Promise((resolve) => setTimeout(resolve, ms));
  appendFileSync(ledger, 'end\\n');
  return { done: true };
};`;

/** How often a function started, and how often it came to its end. */
export class Ledger {
  readonly path: string;

  constructor(folder: string, name: string) {
    this.path = join(folder, `ledger-${name}`);
  }

  count(entry: 'start' | 'end'): number {
    try {
      return readFileSync(this.path, 'utf8')
        .split('\n')
        .filter((line) => line === entry).length;
    } catch {
      return 0;
    }
  }
}

export function clientOf(endpoint: string): FunctionGraphClient {
  return new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint,
    auth: { accessKey: 'AK', secretKey: 'SK' },
  });
}

/** Input of the workflow `callChain` with one step. */
export function oneStep(
  fn: string,
  input: unknown,
  options: Exclude<CallChainInput['functions'][number], string> | object = {},
): [CallChainInput] {
  return [{ functions: [{ fn, ...options }], input }];
}

export interface StepHistory {
  /** The activity's events, in order. */
  readonly events: readonly string[];
  readonly reply: unknown;
  /** Details of the activity's cancellation. */
  readonly cancelled: unknown;
}

/** What a run's history says of its first step. */
export async function stepHistory(handle: WorkflowHandle): Promise<StepHistory> {
  const { events } = await handle.fetchHistory();
  const own = (events ?? []).filter((event) => activityEvent(event) !== undefined);
  const last = own.at(-1);
  return {
    events: own.map((event) => activityEvent(event) ?? ''),
    reply: decode(last?.activityTaskCompletedEventAttributes?.result?.payloads),
    cancelled: decode(last?.activityTaskCanceledEventAttributes?.details?.payloads),
  };
}

/** The heartbeat details of a run's step, as the server holds them. */
export async function heartbeatOf(handle: WorkflowHandle): Promise<unknown> {
  const { raw } = await handle.describe();
  return decode(raw.pendingActivities?.[0]?.heartbeatDetails?.payloads);
}

/** `Scheduled` for `activityTaskScheduledEventAttributes`. */
function activityEvent(event: object): string | undefined {
  const filled = Object.entries(event).filter(([, value]) => value != null);
  return filled.map(([key]) => /^activityTask(\w+)EventAttributes$/.exec(key)?.[1]).find(Boolean);
}

function decode(payloads: readonly Payload[] | null | undefined): unknown {
  return payloads?.[0] && defaultPayloadConverter.fromPayload(payloads[0]);
}

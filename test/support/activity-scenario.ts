import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import { createActivities, type FunctionGraphActivities } from '../../activities';
import type { FunctionGraphClient } from '../../functiongraph';
import { type CallChainInput, functionGraphFailure } from '../../workflows';
import type { HostileGateway } from './hostile-gateway';
import type { Disagreement } from './hostile-scenario';

/** One entry of `activity-scenarios.json`; its README says what the fields mean. */
export interface ActivityScenario {
  readonly id: string;
  readonly policy?: {
    /** Tries, the first included. */
    readonly maximumAttempts?: number;
    readonly initialIntervalMs?: number;
    readonly backoffCoefficient?: number;
    readonly maximumIntervalMs?: number;
  };
  readonly idempotent?: boolean;
  readonly timeoutMs?: number;
  readonly expect: {
    readonly status: 'completed' | 'failed';
    readonly result?: unknown;
    readonly code?: string | readonly string[];
    readonly requests?: number;
    readonly minGapMs?: number;
  };
}

const LONGEST_MS = 120_000;

/** Activities in which no scenario can slow down or stop another: each has limits and a breaker of its own. */
export function activitiesOfTheirOwn(client: FunctionGraphClient): FunctionGraphActivities {
  const byFunction = new Map<string, FunctionGraphActivities>();
  return {
    invokeFunction: (request) => {
      const own = byFunction.get(request.fn) ?? createActivities(client);
      byFunction.set(request.fn, own);
      return own.invokeFunction(request);
    },
  };
}

/** Runs one call as a workflow; returns what differs from what the scenario expects, or nothing. */
export async function playActivityScenario(
  scenario: ActivityScenario,
  { client, taskQueue, gateway }: { client: Client; taskQueue: string; gateway: HostileGateway },
): Promise<Disagreement | undefined> {
  const { id, expect } = scenario;
  const outcome = await client.workflow
    .execute('callChain', {
      taskQueue,
      workflowId: `activity-scenario-${randomUUID()}`,
      workflowExecutionTimeout: LONGEST_MS,
      args: [chainOf(scenario)],
    })
    .then(
      (result: unknown) => ({ status: 'completed', result }),
      (error: unknown) => ({ status: 'failed', code: functionGraphFailure(error)?.code ?? String(error) }),
    );
  const { requests = 0, times = [], dates = [] } = (await gateway.stats()).scenarios[id] ?? {};
  const minGapMs = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  const seen = { ...outcome, requests, minGapMs, signedAnew: signedAnew(dates, times) };
  return agrees(seen, expect) ? undefined : { expected: JSON.stringify(expect), got: JSON.stringify(seen) };
}

interface Seen {
  readonly status: string;
  readonly result?: unknown;
  readonly code?: string;
  readonly requests: number;
  readonly minGapMs: number;
  readonly signedAnew: boolean;
}

function agrees(seen: Seen, expect: ActivityScenario['expect']): boolean {
  const codes = expect.code === undefined ? undefined : [expect.code].flat();
  return (
    seen.status === expect.status &&
    (!('result' in expect) || isDeepStrictEqual(seen.result, expect.result)) &&
    (codes === undefined || codes.includes(seen.code ?? '')) &&
    (expect.requests === undefined || seen.requests === expect.requests) &&
    (expect.minGapMs === undefined || seen.minGapMs >= expect.minGapMs) &&
    seen.signedAnew
  );
}

/** Requests more than a second apart cannot carry the same signing date. */
function signedAnew(dates: readonly string[], times: readonly number[]): boolean {
  return dates.every(
    (date, index) =>
      index === 0 || date !== dates[index - 1] || (times[index] ?? 0) - (times[index - 1] ?? 0) <= 1000,
  );
}

/** The policy in our words: the default rule with the scenario's numbers, and the delivery. */
function chainOf({ id, policy, idempotent, timeoutMs }: ActivityScenario): CallChainInput {
  return {
    functions: [
      {
        fn: `urn:fss:cn-north-4:0123456789abcdef0123456789abcdef:function:hostile:${id}:latest`,
        delivery: idempotent === false ? 'at-most-once' : 'at-least-once',
        ...(timeoutMs !== undefined && { timeout: timeoutMs }),
        ...(policy !== undefined && {
          retry: [
            {
              errors: ['States.ALL'],
              onlyTransient: true,
              ...(policy.maximumAttempts !== undefined && { maxAttempts: policy.maximumAttempts - 1 }),
              ...(policy.initialIntervalMs !== undefined && { interval: policy.initialIntervalMs }),
              ...(policy.backoffCoefficient !== undefined && { backoffRate: policy.backoffCoefficient }),
              ...(policy.maximumIntervalMs !== undefined && { maxInterval: policy.maximumIntervalMs }),
            },
          ],
        }),
      },
    ],
    input: {},
  };
}

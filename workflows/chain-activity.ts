import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ChainReply, ExpressActivities, RunChainRequest } from '../activities/express/wire';
import { RUN_CHAIN_ACTIVITY } from './invoke-activity';
import { asActivityFailure } from './local-failure';
import { countLocalResult, localResultsHandedOver, mustHandOverLocalResults } from './local-results';
import { expressActivity } from './pipeline/express-activity';

export interface ChainActivity {
  readonly path: string;
  readonly summary: string;
  readonly taskQueue: string | undefined;
  /** How long one of its calls may take. */
  readonly longestCallMs: number;
}

/** A workflow task can stand open for a call that takes so long at most. */
const SHORT_CALL_MS = 5000;
/** It ends by itself after a second and the call that is under way then. */
const LONGEST_LOCAL_MS = 60_000;

const IS_OPEN = Symbol.for('temporal-functiongraph.local-chain');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [IS_OPEN]?: boolean };

/**
 * Whether the chain begins in a local activity, which costs the server nothing: most chains of short functions end there.
 * One at a time, since what several return together may be over what a workflow task can send.
 */
export function beginsLocally({ longestCallMs, taskQueue }: ChainActivity): boolean {
  if (longestCallMs > SHORT_CALL_MS || taskQueue !== undefined) return false;
  return perWorkflow[IS_OPEN] !== true && !mustHandOverLocalResults();
}

/** `undefined`: it came to nothing that counts, and an activity does it. */
export async function runLocally(
  request: RunChainRequest,
  { path, summary }: ChainActivity,
): Promise<ChainReply | undefined> {
  const { runChain } = proxyLocalActivities<ExpressActivities>({
    summary,
    startToCloseTimeout: LONGEST_LOCAL_MS,
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { maximumAttempts: 1 },
  });
  perWorkflow[IS_OPEN] = true;
  try {
    const reply = await runChain(request);
    countLocalResult(reply);
    return reply;
  } catch (error) {
    if (onlyAttemptFailed(error)) return undefined;
    throw asActivityFailure(error, { type: RUN_CHAIN_ACTIVITY, path });
  } finally {
    perWorkflow[IS_OPEN] = false;
  }
}

/** A failure that an activity is attempted again for. */
function onlyAttemptFailed(error: unknown): boolean {
  if (error instanceof ApplicationFailure) return error.nonRetryable !== true;
  return error instanceof TimeoutFailure;
}

export async function runRemotely(
  request: RunChainRequest,
  { summary, taskQueue }: ChainActivity,
  activityId: string,
): Promise<ChainReply> {
  const { runChain } = proxyActivities<ExpressActivities>({
    ...expressActivity(activityId, summary, undefined),
    ...(taskQueue !== undefined && { taskQueue }),
  });
  const reply = await runChain(request);
  localResultsHandedOver();
  return reply;
}

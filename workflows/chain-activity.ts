import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ChainReply, ExpressActivities, RunChainRequest } from '../activities/express/wire';
import { RUN_CHAIN_ACTIVITY } from './invoke-activity';
import { asActivityFailure } from './local-failure';
import {
  countLocalChain,
  countLocalResult,
  localResultsHandedOver,
  mustHandOverLocalChains,
} from './local-results';
import { expressActivity, LONGEST_MS } from './pipeline/express-activity';

export interface ChainActivity {
  readonly path: string;
  readonly summary: string;
  readonly taskQueue: string | undefined;
  /** All its functions have the mode `local`. */
  readonly isLocal: boolean;
}

const OPEN = Symbol.for('temporal-functiongraph.local-chain');

/** Kept on the global object, which each workflow has for itself; a module's state is shared where modules are preloaded. */
const perWorkflow = globalThis as { [OPEN]?: boolean };

/**
 * Whether the chain begins in a local activity, which costs one event: most chains of short functions end there. One at a
 * time, since what several return together may be over what a workflow task can send; and after a second of them without
 * an activity one is next, with which the server gets their results.
 */
export function beginsLocally({ isLocal, taskQueue }: ChainActivity): boolean {
  if (!isLocal || taskQueue !== undefined || mustHandOverLocalChains()) return false;
  return perWorkflow[OPEN] !== true;
}

/** `undefined`: only the attempt came to its end, and an activity does it. */
export async function runLocally(
  request: RunChainRequest,
  { path, summary }: ChainActivity,
): Promise<ChainReply | undefined> {
  const { runChain } = proxyLocalActivities<ExpressActivities>({
    summary,
    startToCloseTimeout: LONGEST_MS,
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { maximumAttempts: 1 },
  });
  perWorkflow[OPEN] = true;
  try {
    const reply = await runChain(request);
    countLocalResult(reply);
    countLocalChain(reply.localMs ?? 0);
    return reply;
  } catch (error) {
    countLocalChain();
    if (onlyAttemptFailed(error)) return undefined;
    throw asActivityFailure(error, { type: RUN_CHAIN_ACTIVITY, path });
  } finally {
    perWorkflow[OPEN] = false;
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

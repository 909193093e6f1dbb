import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipelineFailure, startPipeline } from 'temporal-functiongraph/client';
import { followPipeline } from '../../cli/pipeline/follow-pipeline';
import { LiveView } from '../../cli/pipeline/live-view';
import { PlainLog } from '../../cli/pipeline/plain-log';
import type { LiveLines } from '../../cli/run-view/live-lines';
import type { Paint } from '../../cli/run-view/paint';
import type { Demo } from './demo-worker';
import type { RetryLines } from './retry-lines';
import { type OrderRun, printOutcome } from './run-order';
import type { Order } from './schemas';
import type { Fulfilment } from './workflows';

/** Where a run is shown, and how. */
export interface Printing {
  readonly lines: LiveLines;
  readonly paint: Paint;
  readonly retries: RetryLines;
}

/** Runs one order as the state machine of `order-fulfilment.asl.yaml`, and shows its states while they happen. */
export async function runStateMachine(
  { client, taskQueue }: Pick<Demo, 'client' | 'taskQueue'>,
  folder: string,
  order: Order,
  { lines, paint, retries }: Printing,
  signal: AbortSignal,
): Promise<OrderRun> {
  const workflowId = `state-machine-${order.id}-${randomUUID().slice(0, 8)}`;
  lines.print(`${paint('bold', `Order ${order.id}`)}  as a state machine  ${paint('dim', workflowId)}`);
  const startedMs = performance.now();
  const handle = await startPipeline(client, {
    definition: readFileSync(join(folder, 'order-fulfilment.asl.yaml'), 'utf8'),
    name: 'order-fulfilment',
    input: order,
    workflowId,
    taskQueue,
  });
  const view = lines.isLive
    ? new LiveView(lines, paint, '')
    : new PlainLog((line) => lines.print(line), paint);
  if (!lines.isLive) retries.hold();
  try {
    const end = await followPipeline(client, handle, {
      taskQueue,
      signal,
      onView: (seen) => {
        view.update(seen);
        if (!lines.isLive) retries.begun(new Set(seen.states.map(({ path }) => path)));
      },
      onNotice: (notice) => view.notice(notice),
    });
    view.close();
    signal.throwIfAborted();
    const durationMs = performance.now() - startedMs;
    const outcome = end !== undefined && 'output' in end ? (end.output as Fulfilment) : failed(end?.error);
    printOutcome(outcome, lines, paint);
    const cost = end?.view?.cost;
    return {
      workflowId,
      outcome,
      durationMs,
      calls: cost?.calls ?? 0,
      billedMs: cost?.billedMs ?? 0,
      gbSeconds: cost?.gbSeconds ?? 0,
    };
  } finally {
    retries.release();
    view.close();
  }
}

function failed(error: unknown): OrderRun['outcome'] {
  const failure = pipelineFailure(error);
  if (failure === undefined) throw error;
  return {
    status: 'failed',
    reason: [failure.error, failure.cause].filter((part) => part !== undefined).join(': '),
  };
}

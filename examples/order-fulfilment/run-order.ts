import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { followRun } from '../../cli/run-view/follow-run';
import type { LiveLines } from '../../cli/run-view/live-lines';
import type { Paint } from '../../cli/run-view/paint';
import { stepLine } from '../../cli/run-view/step-line';
import { gbSeconds, type StepView } from '../../cli/run-view/step-view';
import type { Demo } from './demo-worker';
import type { Order } from './schemas';
import type { Fulfilment } from './workflows';

const REDRAW_MS = 100;

export interface OrderRun {
  readonly workflowId: string;
  readonly outcome: Fulfilment | { readonly status: 'failed'; readonly reason: string };
  readonly durationMs: number;
  /** Calls of functions, all tries counted. */
  readonly calls: number;
  readonly billedMs: number;
  readonly gbSeconds: number;
}

/** Runs one order, and shows its steps while they happen. */
export async function runOrder(
  { client, taskQueue }: Pick<Demo, 'client' | 'taskQueue'>,
  order: Order,
  lines: LiveLines,
  paint: Paint,
): Promise<OrderRun> {
  const workflowId = `order-${order.id}-${randomUUID().slice(0, 8)}`;
  const count = `${order.items.length} item${order.items.length === 1 ? '' : 's'}`;
  lines.print(
    `${paint('bold', `Order ${order.id}`)}  ${order.customer.name}, ${count}  ${paint('dim', workflowId)}`,
  );

  const startedMs = performance.now();
  const running = new Map<string, StepView>();
  const draw = (): void =>
    lines.show([...running.values()].map((step) => `  ${stepLine(step, paint, Date.now())}`));
  const redrawing = setInterval(draw, REDRAW_MS);
  try {
    const args: [Order] = [order];
    const handle = await client.workflow.start('fulfilOrder', { taskQueue, workflowId, args });
    const onStep = (step: StepView): void => {
      if (step.state === 'running') {
        running.set(step.path, step);
      } else if (running.delete(step.path)) {
        draw();
        lines.print(indent(stepLine(step, paint, Date.now())));
      }
    };
    const steps = await followRun(client, { workflowId, runId: handle.firstExecutionRunId, onStep });
    const outcome = await handle.result().then((result) => result as Fulfilment, failed);
    printOutcome(outcome, lines, paint);
    return { workflowId, outcome, durationMs: performance.now() - startedMs, ...sums(steps) };
  } finally {
    clearInterval(redrawing);
    lines.show([]);
  }
}

function sums(steps: readonly StepView[]): Pick<OrderRun, 'calls' | 'billedMs' | 'gbSeconds'> {
  return {
    calls: steps.reduce((sum, { tries = 0 }) => sum + tries, 0),
    billedMs: steps.reduce((sum, { billedMs = 0 }) => sum + billedMs, 0),
    gbSeconds: gbSeconds(steps),
  };
}

function failed(error: unknown): OrderRun['outcome'] {
  const failure = functionGraphFailure(error);
  if (failure === undefined && !(error instanceof WorkflowFailedError)) throw error;
  return { status: 'failed', reason: failure?.message ?? String((error as Error).cause ?? error) };
}

export function printOutcome(outcome: OrderRun['outcome'], lines: LiveLines, paint: Paint): void {
  lines.print(`  ${paint(outcome.status === 'shipped' ? 'green' : 'yellow', '→')} ${describe(outcome)}\n`);
}

function describe(outcome: OrderRun['outcome']): string {
  if (outcome.status === 'shipped') return `shipped: invoice ${outcome.invoiceId}, ${outcome.trackingId}`;
  if (outcome.status === 'declined') return `declined, and the reserved items went back: ${outcome.reason}`;
  return `failed: ${outcome.reason}`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

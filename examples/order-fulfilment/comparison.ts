import { isDeepStrictEqual } from 'node:util';
import type { Paint } from '../../cli/run-view/paint';
import { formatMs } from '../../retry';
import type { OrderRun } from './run-order';
import type { Order } from './schemas';

/** One order, fulfilled both ways. */
export interface Compared {
  readonly order: Order;
  readonly asCode: OrderRun;
  readonly asStateMachine: OrderRun;
}

/** Both ways came to the same. */
export function isSame({ asCode, asStateMachine }: Compared): boolean {
  return isDeepStrictEqual(asCode.outcome, asStateMachine.outcome);
}

const COLUMN = 40;

/** Both ways side by side. */
export function comparison(runs: readonly Compared[], durationMs: number, paint: Paint): readonly string[] {
  const all = runs.flatMap(({ asCode, asStateMachine }) => [asCode, asStateMachine]);
  const billedMs = all.reduce((sum, run) => sum + run.billedMs, 0);
  const gbSeconds = all.reduce((sum, run) => sum + run.gbSeconds, 0);
  return [
    paint('bold', `${''.padEnd(8)}${'workflow code'.padEnd(COLUMN)}state machine`),
    ...runs.map(
      (run) =>
        `${run.order.id.padEnd(8)}${facts(run.asCode).padEnd(COLUMN)}${facts(run.asStateMachine)}` +
        (isSame(run) ? '' : paint('red', '  not the same')),
    ),
    '',
    `${paint('bold', `${runs.length} orders, both ways`)} in ${formatMs(durationMs)}: ${outcomes(runs).join(', ')}`,
    `Cost  ${gbSeconds.toFixed(4)} GB-seconds (${formatMs(billedMs)} billed)`,
  ];
}

function facts({ outcome, durationMs, calls, gbSeconds }: OrderRun): string {
  const count = String(calls).padStart(2);
  return `${outcome.status.padEnd(9)} ${formatMs(durationMs).padStart(6)} ${count} calls ${gbSeconds.toFixed(3)} GB-s`;
}

function outcomes(runs: readonly Compared[]): readonly string[] {
  return ['shipped', 'declined', 'failed'].flatMap((status) => {
    const count = runs.filter(({ asCode }) => asCode.outcome.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
}

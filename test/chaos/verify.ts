import type { Disruption } from './crew';
import type { Run } from './ledger';
import type { ChainInput, ChainResult } from './workflows';

export interface Evidence {
  readonly chains: readonly { readonly input: ChainInput; readonly result: ChainResult | Error }[];
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly disruptions: readonly Disruption[];
  /** Request ids whose answer the emulator spoiled. */
  readonly faulted: ReadonlySet<string>;
}

export interface Verdict {
  readonly done: number;
  readonly unknown: number;
  /** Steps that ran again after an answer that the emulator spoiled. */
  readonly afterFaults: number;
  /** Steps that ran again around something that was done to a worker or to the server. */
  readonly afterDisruptions: number;
  /** Of those, steps of runs in mode express, which go back to their last checkpoint. */
  readonly inExpress: number;
  readonly violations: readonly string[];
}

/** A call that took this long may have run into the client's five seconds. */
const SLOW_MS = 4000;

/** The ledger against what the workflows believe. */
export function verify({ chains, runs, disruptions, faulted }: Evidence): Verdict {
  const violations: string[] = [];
  let [done, unknown, afterFaults, afterDisruptions, inExpress] = [0, 0, 0, 0, 0];
  for (const { input, result } of chains) {
    if (result instanceof Error) {
      violations.push(
        `chain ${input.chain} (${input.writtenAs}, ${input.delivery}) did not end well: ${result.message}: ${String(result.cause)}`,
      );
      continue;
    }
    if (result.outcomes.length !== input.steps)
      violations.push(
        `chain ${input.chain} (${input.writtenAs}) tells of ${result.outcomes.length} of ${input.steps} steps`,
      );
    let sum = 0;
    for (let step = 0; step < input.steps; step += 1) {
      const key = `${input.chain}/${step}`;
      const ofStep = runs.get(key) ?? [];
      if (result.outcomes[step] === 'done') {
        done += 1;
        sum += step + 1;
        if (!ofStep.some((run) => run.endMs !== undefined))
          violations.push(`${key} was reported as done and never ran: lost`);
      } else unknown += 1;
      const again = ofStep.slice(0, -1);
      const spoiled = again.filter((run) => faulted.has(run.requestId)).length;
      afterFaults += spoiled;
      afterDisruptions += again.length - spoiled;
      if (input.writtenAs === 'express machine') inExpress += again.length - spoiled;
      if (input.delivery === 'at-most-once' && ofStep.length > 1)
        violations.push(`${key} is at-most-once and its body began ${ofStep.length} times`);
      if (input.delivery === 'at-least-once')
        violations.push(
          ...unexplained(ofStep, disruptions, faulted).map(
            (why) => `${key} ran again without a reason: ${why}`,
          ),
        );
    }
    if (result.sum !== sum)
      violations.push(`chain ${input.chain} (${input.writtenAs}) ended with ${result.sum} instead of ${sum}`);
  }
  return { done, unknown, afterFaults, afterDisruptions, inExpress, violations };
}

/**
 * Runs that were followed by another for no reason. An answer that came well before a disruption has been kept by then: by
 * the server, or in mode express by a checkpoint, of which there is one each second.
 */
function unexplained(
  runs: readonly Run[],
  disruptions: readonly Disruption[],
  faulted: ReadonlySet<string>,
): string[] {
  return runs.slice(0, -1).flatMap((run, index) => {
    const next = runs[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    if (faulted.has(run.requestId)) return [];
    if ((run.endMs ?? Number.POSITIVE_INFINITY) - run.startMs > SLOW_MS) return [];
    const lostMs = run.endMs ?? next;
    if (disruptions.some(({ fromMs, toMs }) => fromMs <= lostMs && run.startMs <= toMs)) return [];
    return [`request ${run.requestId} was answered and nothing was disrupted`];
  });
}

import type { MetricMeter } from '@temporalio/common';
import type { TryOutcome } from './one-try';

/**
 * Metrics of calls, through the SDK's meter (its prefix, its exporter, its tags namespace, task queue and activity type):
 *
 * | name                            | kind      | counts                                              |
 * | ------------------------------- | --------- | --------------------------------------------------- |
 * | `functiongraph_calls`           | counter   | calls sent, each try for itself                     |
 * | `functiongraph_call_duration_ms`| histogram | milliseconds from sending a call to its outcome     |
 * | `functiongraph_billed_ms`       | counter   | milliseconds that the platform says it bills        |
 *
 * Each has two more tags. `function`: the name, without account, region and version. `outcome`: `success`, `aborted`, or
 * the group of the failure (`throttled`, `function_error`, `outcome_unknown`, ...), a closed set.
 */
export function recordTry(meter: MetricMeter, label: string, durationMs: number, ended: TryOutcome): void {
  const tags = { function: label, outcome: outcomeOf(ended) };
  meter.createCounter('functiongraph_calls', '', 'Calls of functions').add(1, tags);
  meter
    .createHistogram('functiongraph_call_duration_ms', 'int', 'ms', 'Duration of calls of functions')
    .record(durationMs, tags);
  const billedMs = ('invocation' in ended ? ended.invocation : ended.failure).summary?.billedDurationMs;
  if (billedMs === undefined || !(billedMs > 0)) return;
  meter
    .createCounter('functiongraph_billed_ms', 'ms', 'Billed duration of functions')
    .add(Math.round(billedMs), tags);
}

function outcomeOf(ended: TryOutcome): string {
  if ('invocation' in ended) return 'success';
  if (ended.cut) return 'aborted';
  const group = ended.failure.names.find((name) => name.startsWith(GROUP));
  return group === undefined ? 'failed' : snakeCase(group.slice(GROUP.length));
}

const GROUP = 'FunctionGraph.';

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();
}

import type { WriteCommand } from '../engine/map-commands';
import type { JsonValue } from '../language/json';
import { planWriter, transformed, type MapItemResult } from './map-results';

/**
 * What a `write` command says of each item, as its execution.
 *
 * @param workflowId where the items ran
 */
export function itemResults(
  { path, first = 0, results, inputs, failures = [] }: WriteCommand,
  workflowId: string,
): MapItemResult[] {
  const failed = new Set(failures);
  return results.map((output, index) => {
    const name = `${path}[${first + index}]`;
    const known = { name, id: `${workflowId}:${name}`, input: inputs[index] ?? null };
    if (!failed.has(index)) return { ...known, status: 'SUCCEEDED', output };
    const { Error: error, Cause: cause } = output as {
      readonly Error: string | null;
      readonly Cause: string | null;
    };
    return { ...known, status: 'FAILED', error, cause };
  });
}

/**
 * The results of a ResultWriter that has no Resource: they stay in the state's output, as its WriterConfig says; without a
 * Transformation as they are.
 */
export function resultsThatStay(command: WriteCommand, workflowId: string): JsonValue {
  return transformed(
    itemResults(command, workflowId),
    planWriter({ Transformation: 'COMPACT', ...command.config }),
  );
}

import { workflowInfo } from '@temporalio/workflow';
import type { MapActivities, ResultTarget } from '../../../activities/maps/wire';
import type { JsonValue, WriteCommand } from '../../../asl/run';
import { type MapItemResult, planWriter, transformed } from '../../../asl/items/map-results';
import type { PipelineRun } from '../pipeline-run';
import { mapActivities } from './map-activities';
import { performObjects } from './perform-objects';

/** Characters of JSON that one part has about: well below what Temporal takes in any script. */
const PART_CHARACTERS = 400_000;

/** Writes the results of a map; without a Resource they stay, transformed as the WriterConfig says. */
export function writeResults(run: PipelineRun, command: WriteCommand): void {
  performObjects(run, command, 'States.ResultWriterFailed', async () => {
    const results = resultsOf(command);
    const { id, resource } = command;
    const output =
      resource === undefined
        ? transformed(results, planWriter(command.config))
        : await writeAll(run, { ...command, resource }, results);
    return { type: 'succeeded', id, output };
  });
}

async function writeAll(
  run: PipelineRun,
  { id, path, resource, arguments: given, config }: WriteCommand & { readonly resource: string },
  results: readonly MapItemResult[],
): Promise<JsonValue> {
  const activities: MapActivities = mapActivities(`${path}/ResultWriter`);
  // Another try of the map writes into a folder of its own.
  const target: ResultTarget = { resource, arguments: given, config, run: `${run.keyPrefix}-${id}` };
  const files = [];
  for (const [part, own] of inParts(results).entries())
    files.push((await activities.writeMapResults({ v: 1, ...target, part, results: own })).files);
  const mapRunArn = `${workflowInfo().workflowId}:${target.run}/${path}`;
  return (await activities.writeMapManifest({ v: 1, ...target, mapRunArn, files })).output;
}

function resultsOf({ path, results, inputs, failures = [] }: WriteCommand): MapItemResult[] {
  const { workflowId } = workflowInfo();
  const failed = new Set(failures);
  return results.map((output, index) => {
    const name = `${path}[${index}]`;
    const known = { name, id: `${workflowId}:${name}`, input: inputs[index] ?? null };
    if (!failed.has(index)) return { ...known, status: 'SUCCEEDED', output };
    const { Error: error, Cause: cause } = output as {
      readonly Error: string | null;
      readonly Cause: string | null;
    };
    return { ...known, status: 'FAILED', error, cause };
  });
}

function inParts(results: readonly MapItemResult[]): MapItemResult[][] {
  const parts: MapItemResult[][] = [];
  let left = 0;
  for (const result of results) {
    const size = JSON.stringify(result).length;
    if (size > left) {
      parts.push([]);
      left = PART_CHARACTERS;
    }
    parts.at(-1)?.push(result);
    left -= size;
  }
  return parts;
}

import { ApplicationFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { ResultTarget } from '../../../activities/maps/wire';
import type { JsonValue, WriteCommand } from '../../../asl/run';
import { itemResults, resultsThatStay } from '../../../asl/items/item-results';
import type { MapItemResult } from '../../../asl/items/map-results';
import type { ResultFiles } from '../../../asl/items/result-files';
import { fitsIntoPayload } from '../../event-size';
import type { PipelineRun } from '../pipeline-run';
import { mapActivities } from './map-activities';
import { performObjects } from './perform-objects';

/** Characters of JSON that one part has about: well below what Temporal takes in any script. */
const PART_CHARACTERS = 400_000;

/** Writes the results of a map, or a part of them; without a Resource they stay, transformed as the WriterConfig says. */
export function writeResults(run: PipelineRun, command: WriteCommand): void {
  performObjects(run, command, 'States.ResultWriterFailed', async () => ({
    type: 'succeeded',
    id: command.id,
    output: await outputOf(run, command),
  }));
}

function outputOf(run: PipelineRun, command: WriteCommand): JsonValue | Promise<JsonValue> {
  const { resource, arguments: given, config } = command;
  const { workflowId, firstExecutionRunId } = workflowInfo();
  if (resource === undefined) return resultsThatStay(command, workflowId);
  const results = itemResults(command, workflowId);
  // Another try of the map writes into a folder of its own. The numbers of a shard's commands are those of other shards.
  const folder =
    command.run === undefined ? `${firstExecutionRunId}-${command.id}` : `${run.keyPrefix}-${command.run}`;
  const target: ResultTarget = { resource, arguments: given, config, run: folder };
  if (command.first !== undefined) return writePart(run, command, target, command.first, results);
  return writeAll(run, command, target, results);
}

/** A part of the results, in the chunk that they come from; other parts may be under way. */
async function writePart(
  run: PipelineRun,
  { path }: WriteCommand,
  target: ResultTarget,
  first: number,
  results: readonly MapItemResult[],
): Promise<JsonValue> {
  const { files } = await run.activityIds.during(
    `${path}[${first}-${first + results.length - 1}]/ResultWriter`,
    (activityId) =>
      mapActivities(activityId, run.input).writeMapResults({ v: 1, ...target, part: first, results }),
  );
  return files as unknown as JsonValue;
}

async function writeAll(
  run: PipelineRun,
  { path, files: written }: WriteCommand,
  target: ResultTarget,
  results: readonly MapItemResult[],
): Promise<JsonValue> {
  const activities = mapActivities(`${path}/ResultWriter`, run.input);
  const files = [...((written ?? []) as unknown as readonly ResultFiles[])];
  for (const [part, own] of inParts(results).entries())
    files.push((await activities.writeMapResults({ v: 1, ...target, part, results: own })).files);
  const mapRunArn = `${workflowInfo().workflowId}:${target.run}/${path}`;
  const request = { v: 1, ...target, mapRunArn, files } as const;
  if (!fitsIntoPayload(request)) throw tooManyFiles(files.length);
  return (await activities.writeMapManifest(request)).output;
}

/** Scheduled, it would fail the workflow task for ever. */
function tooManyFiles(parts: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: `The results are in ${parts} parts, whose names are over the 2 MiB that Temporal takes at a time. Let the items return less, or split the map.`,
    nonRetryable: true,
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

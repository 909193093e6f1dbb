import { itemResults, resultsThatStay } from '../../asl/items/item-results';
import type { JsonValue, WriteCommand } from '../../asl/run';
import { failure } from '../maps/map-failure';
import { writeResults } from '../maps/write-results';
import type { ExpressRun } from './express-run';
import { withStore } from './with-store';

/**
 * Writes a part of a map's results, in the chunk that they come from. What another attempt would find is written down
 * before: it writes the same part again, and so replaces it.
 */
export async function writeObjects(
  run: ExpressRun,
  command: WriteCommand,
  signal: AbortSignal,
): Promise<JsonValue> {
  const { resource, arguments: given, config, first, path } = command;
  const { shared } = run.attempt;
  const workflowId = shared.context.info.workflowExecution?.workflowId ?? run.keyPrefix;
  if (resource === undefined) return resultsThatStay(command, workflowId);
  if (first === undefined) throw unsuited(path);
  await run.attempt.saved();
  signal.throwIfAborted();
  const target = { resource, arguments: given, config, run: `${run.keyPrefix}-${command.run ?? command.id}` };
  const results = itemResults(command, workflowId);
  const { files } = await withStore(shared, 'States.ResultWriterFailed', signal, (store) =>
    writeResults(store, { v: 1, ...target, part: first, results }, signal),
  );
  return files as unknown as JsonValue;
}

function unsuited(path: string): Error {
  return failure(
    'States.ResultWriterFailed',
    `${path}: a ResultWriter inside an express run is not possible; let the run return the results, or use mode 'standard'.`,
    'EXPRESS_UNSUITED',
    false,
    1,
  );
}

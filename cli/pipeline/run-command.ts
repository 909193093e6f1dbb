import type { Client } from '@temporalio/client';
import { type EndSignal, onEndSignal, signalExitCode } from '../end-signal';
import { type ExitCode, exitCodes } from '../exit-codes';
import { LiveLines } from '../run-view/live-lines';
import { paintFor } from '../run-view/paint';
import { withClient } from '../with-client';
import { TemporalUnreachableError } from '../../worker/run/temporal-unreachable-error';
import { followPipeline, isAway, noWorker } from './follow-pipeline';
import { LiveView } from './live-view';
import { type OpenedPipeline, type OpenOptions, readyToOpen } from './open-pipeline';
import { PlainLog } from './plain-log';
import { isPolled } from './workers';
import { writeEnd } from './write-end';

export interface RunCommandOptions extends OpenOptions {
  readonly detach?: true;
  readonly json?: true;
  readonly profile?: string;
}

/** Starts a pipeline, or attaches to one, and shows it until it has ended. */
export async function runCommand(file: string | undefined, options: RunCommandOptions): Promise<ExitCode> {
  const open = await readyToOpen(file, options);
  return withClient(options.profile, process.env, async (client) => {
    try {
      const opened = await open(client);
      return options.detach === true
        ? await detach(client, opened, options.json === true)
        : await watch(client, opened, options.json === true);
    } catch (error) {
      if (!isAway(error)) throw error;
      throw new TemporalUnreachableError(
        'Temporal does not answer any more. A run that was started goes on: watch it again with --attach and --workflow-id.',
      );
    }
  });
}

async function detach(
  client: Client,
  { handle, taskQueue, attached }: OpenedPipeline,
  json: boolean,
): Promise<ExitCode> {
  const { workflowId } = handle;
  process.stdout.write(json ? `${JSON.stringify({ workflowId, taskQueue, attached })}\n` : `${workflowId}\n`);
  if ((await isPolled(client, taskQueue)) === false)
    process.stderr.write(`warning: ${noWorker(taskQueue)}\n`);
  return exitCodes.done;
}

async function watch(
  client: Client,
  { handle, taskQueue, attached }: OpenedPipeline,
  json: boolean,
): Promise<ExitCode> {
  const { workflowId } = handle;
  const stop = new AbortController();
  let ended: EndSignal | undefined;
  const removeHandlers = onEndSignal((signal) => {
    ended = signal;
    stop.abort();
  });
  const paint = paintFor(process.stderr);
  const lines = new LiveLines(process.stderr);
  lines.print(
    `${paint('bold', workflowId)}  ${paint('dim', `${attached ? 'attached, ' : ''}task queue ${taskQueue}`)}`,
  );
  const shown = lines.isLive
    ? new LiveView(lines, paint, 'Ctrl-C stops watching; the run goes on')
    : new PlainLog((line) => process.stderr.write(`${line}\n`), paint);
  if ((await isPolled(client, taskQueue)) === false) shown.notice(noWorker(taskQueue));
  try {
    const end = await followPipeline(client, handle, {
      taskQueue,
      signal: stop.signal,
      onView: (view) => shown.update(view),
      onNotice: (notice) => shown.notice(notice),
    });
    shown.close();
    if (end !== undefined) return writeEnd(end, { workflowId, taskQueue }, json, paint);
    process.stderr.write(
      `The run goes on. To watch it again:  tfg run --attach --workflow-id ${workflowId}\n` +
        `To cancel it:  temporal workflow cancel --workflow-id ${workflowId}\n`,
    );
    return signalExitCode[ended ?? 'SIGINT'];
  } finally {
    shown.close();
    removeHandlers();
  }
}

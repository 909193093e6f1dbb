/** `npm run demo`: each order of orders.json as workflow code and as a state machine, on a Temporal server and a FunctionGraph of its own. */
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LiveLines } from '../../cli/run-view/live-lines';
import { type Paint, paintFor } from '../../cli/run-view/paint';
import { PATH_WIDTH } from '../../cli/run-view/step-line';
import { formatMs } from '../../retry';
import { type Demo, startDemo } from './demo-worker';
import { type Compared, comparison, isSame } from './comparison';
import { RetryLines } from './retry-lines';
import { runOrder } from './run-order';
import { runStateMachine } from './run-state-machine';
import type { Order } from './schemas';

const HELP = `Usage: npm run demo -- [--cloud] [--keep]

  --cloud  call the functions of your account instead of local ones; deploy those of
           examples/order-fulfilment/functions under the names of their folders first.
           Reads HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_PROJECT_ID and
           FUNCTIONGRAPH_REGION, or tfg.yaml
  --keep   leave everything running until Ctrl-C, to look around in Temporal's UI

Temporal: the server of TEMPORAL_ADDRESS where that is set, else a dev server of its own.
`;

/** This folder as it stands in the sources: functions, data and workflow code are used from there. */
const FOLDER = join(__dirname, '..', '..', '..', 'examples', 'order-fulfilment');

async function demo(options: { cloud: boolean; keep: boolean }, ended: AbortSignal): Promise<boolean> {
  const lines = new LiveLines(process.stdout);
  const paint = paintFor(process.stdout);
  const retries = new RetryLines(({ activityId, code, tries, delayMs }) => {
    const what = `try ${tries} failed: ${code}, next in ${formatMs(delayMs)}`;
    lines.print(`  ${paint('yellow', '↻')} ${activityId.padEnd(PATH_WIDTH)}  ${paint('yellow', what)}`);
  });
  const demoRun = await startDemo({
    folder: FOLDER,
    cloud: options.cloud,
    say: (line) => lines.print(paint('dim', line)),
    onRetry: (note) => retries.take(note),
  });
  try {
    lines.print();
    const orders = JSON.parse(readFileSync(join(FOLDER, 'orders.json'), 'utf8')) as Order[];
    const startedMs = performance.now();
    const { client } = demoRun;
    const runs: Compared[] = [];
    for (const order of orders) {
      const [asCode, asStateMachine] = await client.withAbortSignal(ended, async () => [
        await runOrder(demoRun, order, lines, paint),
        await runStateMachine(demoRun, FOLDER, order, { lines, paint, retries }, ended),
      ]);
      runs.push({ order, asCode, asStateMachine });
    }
    for (const line of comparison(runs, performance.now() - startedMs, paint)) lines.print(line);
    showWhereToLook(runs, demoRun, options.keep, lines, paint);
    if (options.keep && !ended.aborted)
      await new Promise((resolve) => ended.addEventListener('abort', resolve));
    return runs.every((run) => run.asCode.outcome.status !== 'failed' && isSame(run));
  } finally {
    await demoRun.close();
  }
}

function showWhereToLook(
  runs: readonly Compared[],
  { uiUrl, client, taskQueue }: Demo,
  keep: boolean,
  lines: LiveLines,
  paint: Paint,
): void {
  const ids = runs.flatMap(({ asCode, asStateMachine }) => [asCode.workflowId, asStateMachine.workflowId]);
  const { namespace } = client.options;
  const places =
    uiUrl === undefined
      ? `in your Temporal UI, namespace ${namespace}: ${ids.join(', ')}`
      : ids.map((id) => `${uiUrl}/namespaces/${namespace}/workflows/${id}`).join('\n      ');
  lines.print(`Look  ${places}`);
  if (keep) lines.print(paint('bold', `\nEverything keeps running (task queue ${taskQueue}) until Ctrl-C.`));
  else if (uiUrl !== undefined)
    lines.print(paint('dim', '      (this server ends now; npm run demo -- --keep leaves it running)'));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cloud: { type: 'boolean' }, keep: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const ending = new AbortController();
  // Each call to the server listens while it is under way.
  setMaxListeners(0, ending.signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort(signal));
  try {
    const fine = await demo({ cloud: values.cloud ?? false, keep: values.keep ?? false }, ending.signal);
    if (!fine) process.exitCode = 1;
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    process.stderr.write('Stopped.\n');
    process.exitCode = ending.signal.reason === 'SIGINT' ? 130 : 143;
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The demo failed: ${message}\n`);
  process.exitCode = 1;
});

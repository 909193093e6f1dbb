/** Replays one saved history over and over with one bundle: what is left is the work of the workflow side. */
import { readFile } from 'node:fs/promises';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { childOptions, cpuUs, serve } from '../support/child';

async function main(): Promise<void> {
  const { bundle, histories } = childOptions() as { bundle: string; histories: Record<string, string> };
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await serve(
    {},
    ({ history, times }) => replay(String(histories[String(history)]), Number(times)),
    async () => undefined,
  );

  async function replay(file: string, times: number): Promise<object> {
    const history = temporal.api.history.v1.History.decode(await readFile(file));
    const copies = Array.from({ length: times + 1 }, (_, index) => ({
      workflowId: `replay-${index}`,
      history,
    }));
    let [beganUs, beganMs] = [0, 0];
    for await (const { error, workflowId } of Worker.runReplayHistories(
      { workflowBundle: { codePath: bundle } },
      copies,
    )) {
      if (error !== undefined) throw error;
      if (workflowId === 'replay-0') [beganUs, beganMs] = [cpuUs(), performance.now()];
    }
    return { cpuUs: (cpuUs() - beganUs) / times, ms: (performance.now() - beganMs) / times };
  }
}

void main();

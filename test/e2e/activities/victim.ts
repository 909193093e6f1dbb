import { type ChildProcess, fork } from 'node:child_process';
import type { TestTemporal } from '../../support/temporal';
import { workflowBundle } from '../../support/workflow-bundle';

/** A worker of its own process, to be killed. */
export async function startVictim(
  { address, taskQueue }: Pick<TestTemporal, 'address' | 'taskQueue'>,
  functions: string,
): Promise<ChildProcess> {
  const { codePath } = await workflowBundle(require.resolve('temporal-functiongraph/workflows'));
  return fork(require.resolve('#dist/test/e2e/activities/worker-process'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, TEMPORAL: address, TASK_QUEUE: taskQueue, BUNDLE: codePath, FUNCTIONS: functions },
  });
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { useTemporal } from '../../support/temporal';
import { emulator, type RunningEmulator } from '../cli/emulator';
import { cleanUp, Tfg } from '../cli/tfg';

const temporal = useTemporal();
const namespace = 'default';
/** gRPC: NOT_FOUND and FAILED_PRECONDITION. */
const NOT_YET = [5, 9];
const deploymentName = `orders-${randomUUID()}`;

let service: RunningEmulator;
beforeAll(async () => {
  service = await emulator({ any: 'return null;' });
});
afterAll(cleanUp);

async function startVersion(buildId: string, code: string): Promise<Tfg> {
  const workflows = require.resolve(`#dist/test/e2e/worker/versions/${code}`);
  const version = ['--deployment-name', deploymentName, '--build-id', buildId, '--workflows', workflows];
  const worker = new Tfg(['worker', '--task-queue', temporal.taskQueue, '--log-format', 'json', ...version], {
    env: { ...service.env, TEMPORAL_ADDRESS: temporal.address },
  });
  await worker.says(/"Worker started"/);
  return worker;
}

/** Directs new runs to a version, as soon as the server knows of it and of all that its worker polls. */
async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService } = temporal.connection;
  const version = `${deploymentName}.${buildId}`;
  for (;;) {
    try {
      await workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName,
        version,
        identity: 'test',
      });
      return;
    } catch (error) {
      if (!(isGrpcServiceError(error) && NOT_YET.includes(error.code))) throw error;
      await sleep(50);
    }
  }
}

const start = () => temporal.client.workflow.start('greeting', temporal.run());

test('a run ends on the version that it began on, while new runs take the new version', async () => {
  const old = await startVersion('1', 'one');
  await makeCurrent('1');
  const pinned = await start();
  await pinned.query('__temporal_workflow_metadata');

  const upgraded = await startVersion('2', 'two');
  await makeCurrent('2');
  const fresh = await start();
  await Promise.all([pinned.signal('go'), fresh.signal('go')]);
  expect([await pinned.result(), await fresh.result()]).toEqual(['one', 'two']);

  for (const worker of [old, upgraded]) worker.kill('SIGTERM');
  expect((await Promise.all([old.ended, upgraded.ended])).map(({ code }) => code)).toEqual([0, 0]);
});

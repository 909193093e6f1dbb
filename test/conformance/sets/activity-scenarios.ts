import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { temporalForTests } from '../../../dev-server';
import { FunctionGraphClient } from '../../../functiongraph';
import {
  activitiesOfTheirOwn,
  type ActivityScenario,
  playActivityScenario,
} from '../../support/activity-scenario';
import { type HostileGateway, startHostileGateway } from '../../support/hostile-gateway';
import type { CaseFailure, ConformanceSet, SetResult } from '../conformance-set';

const GATEWAY = 'hostile-gateway.mjs';

/** Whole steps against a gateway that misbehaves: a Temporal server, a worker, workflows, and HTTP. */
export const set: ConformanceSet = {
  kind: 'activity-scenarios',
  async run(file, { dir, path }) {
    const beside = join(dir, GATEWAY);
    const script = existsSync(beside) ? beside : resolve('../shared/fg-vectors', GATEWAY);
    const server = await temporalForTests({ report: (line) => process.stderr.write(`${line}\n`) });
    const gateway = await startHostileGateway(script, path);
    try {
      return await playAll(file['scenarios'] as readonly ActivityScenario[], server.address, gateway);
    } finally {
      await gateway.close();
      await server.close();
    }
  },
};

async function playAll(
  scenarios: readonly ActivityScenario[],
  address: string,
  gateway: HostileGateway,
): Promise<SetResult> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const functions = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: '0123456789abcdef0123456789abcdef',
    endpoint: gateway.address,
    auth: { accessKey: 'AK', secretKey: 'SK' },
  });
  const connection = await Connection.connect({ address });
  const nativeConnection = await NativeConnection.connect({ address });
  try {
    const taskQueue = `activity-scenarios-${process.pid}`;
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowsPath: require.resolve('../../../workflows'),
      activities: activitiesOfTheirOwn(functions),
    });
    return await worker.runUntil(
      playEach(scenarios, { client: new Client({ connection }), taskQueue, gateway }),
    );
  } finally {
    await nativeConnection.close();
    await connection.close();
    await functions.close();
  }
}

/** All at once: each has its own function at the gateway, and the times are lower bounds. */
async function playEach(
  scenarios: readonly ActivityScenario[],
  context: Parameters<typeof playActivityScenario>[1],
): Promise<SetResult> {
  const played = await Promise.all(
    scenarios.map(async (scenario) => ({
      id: scenario.id,
      difference: await playActivityScenario(scenario, context),
    })),
  );
  const failed: CaseFailure[] = [];
  for (const { id, difference } of played) if (difference !== undefined) failed.push({ id, ...difference });
  const passed = played.filter(({ difference }) => difference === undefined).map(({ id }) => id);
  return { passed, failed, skipped: [] };
}

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { startDevServer } from '#dist/dev-server/index';
import { startEmulator } from 'temporal-functiongraph/emulator';
import { ACCESS, PROJECT } from './access';
import { Crew } from './crew';
import { randomFaults } from './faults';
import { readLedger } from './ledger';
import { pick, seededRandom } from './random';
import { runChains } from './run-chains';
import { stillOpen } from './still-open';
import { verify } from './verify';
import type { Verdict } from './verify';

const WORKERS = 3;
const PAUSE_MS = 20_000;
/** Time for what is left once the disruptions have ended. */
const REST_MS = 300_000;
/** The server suggests early to continue as new, so that long machines and shards do. */
const SETTINGS = { 'limit.historyCount.suggestContinueAsNew': 100 };
const ACTIONS = { SIGKILL: 35, SIGTERM: 35, pause: 15, server: 15 } as const;

export interface ChaosOptions {
  readonly seed: number;
  readonly chains: number;
  readonly steps: number;
  readonly seconds: number;
}

export interface ChaosReport {
  readonly verdict: Verdict;
  readonly tries: number;
  readonly faults: number;
  readonly disruptions: number;
  /** Pipelines and shards that have continued as new, each time counted. */
  readonly continued: number;
}

export async function chaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosReport> {
  const random = seededRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'tfg-chaos-'));
  const ledger = join(folder, 'ledger.jsonl');
  await writeFile(ledger, '');
  let tries = 0;
  const faulted = new Set<string>();
  const emulator = await startEmulator({
    functions: await deploy(folder, ledger),
    projectId: PROJECT,
    region: ACCESS.region,
    keys: ACCESS.auth,
    limits: { concurrency: 1000 },
    faults: { keep: randomFaults(random, 6000), once: randomFaults(random, 3000) },
    onEvent: (event) => {
      if (event.type === 'call') tries += 1;
      if (event.type === 'fault') faulted.add(event.requestId);
    },
  });
  const dbFile = join(folder, 'temporal.db');
  let server = await startDevServer({ dbFile, settings: SETTINGS });
  const port = Number(server.address.split(':').pop());
  const bundle = join(folder, 'workflows.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./workflows'),
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(bundle, code);
  const crew = new Crew(WORKERS, [server.address, emulator.address, bundle]);
  const connection = await Connection.connect({ address: server.address });
  try {
    await crew.start();
    const client = new Client({ connection });
    const chains = runChains(client, options.chains, options.steps);
    const endMs = Date.now() + options.seconds * 1000;
    while (Date.now() < endMs) {
      await sleep(1500 + random() * 2500);
      const [action, index] = [pick(random, ACTIONS), Math.floor(random() * WORKERS)];
      say(
        `${Math.round((endMs - Date.now()) / 1000)} s left: ${action}${action === 'server' ? '' : ` worker ${index}`}`,
      );
      if (action === 'server') {
        const disruption = crew.note('server restarted');
        await server.close();
        server = await startDevServer({ dbFile, port, settings: SETTINGS });
        crew.settle(disruption);
      } else if (action === 'pause') void crew.pause(index, PAUSE_MS);
      else await crew.end(index, action);
    }
    say('no more disruptions: the rest has to end by itself');
    const ended = await Promise.race([chains, sleep(REST_MS, undefined, { ref: false })]);
    if (ended === undefined) {
      say(await stillOpen(client));
      throw new Error(`chains were still open ${REST_MS / 1000} s after the last disruption`);
    }
    const runs = await readLedger(ledger);
    const verdict = verify({ chains: ended, runs, disruptions: crew.disruptions, faulted });
    const { count: continued } = await client.workflow.count("ExecutionStatus = 'ContinuedAsNew'");
    return { verdict, tries, faults: faulted.size, disruptions: crew.disruptions.length, continued };
  } finally {
    await crew.close();
    await connection.close();
    await server.close();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Both functions have the same code; only what their callers promise differs. */
async function deploy(folder: string, ledger: string): Promise<string> {
  const functions = join(folder, 'functions');
  const source = join(__dirname, '..', '..', '..', 'test', 'chaos', 'function');
  for (const name of ['keep', 'once']) {
    await cp(source, join(functions, name), { recursive: true });
    await writeFile(
      join(functions, name, 'function.yaml'),
      `timeoutSeconds: 10\nenvironment:\n  LEDGER: ${JSON.stringify(ledger)}\n`,
    );
  }
  return functions;
}

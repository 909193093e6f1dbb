import { useTemporal } from '../../support/temporal';
import { startScriptedServer } from '../../support/scripted-server';
import { forward } from '../../support/forward';
import { emulator } from '../cli/emulator';
import { cleanUp, Tfg } from '../cli/tfg';

const temporal = useTemporal();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await cleanUp();
  for (const close of closing.splice(0)) await close();
});

/** IAM that gives out TOKEN-1, TOKEN-2 and so on, and a service that takes some of them; how often it refused each. */
async function startCloud() {
  let given = 0;
  const accepted = new Set(['TOKEN-1']);
  const refused = new Map<string, number>();
  const service = await emulator({ fine: 'return event;' }, '--token', 'ANY');
  const iam = await startScriptedServer((_, response) => {
    given += 1;
    response.writeHead(201, { 'x-subject-token': `TOKEN-${given}` }).end('{}');
  });
  const gateway = await startScriptedServer((received, response) => {
    const token = String(received.headers['x-auth-token']);
    if (accepted.has(token)) {
      forward(
        service.address,
        { ...received, headers: { ...received.headers, 'x-auth-token': 'ANY' } },
        response,
      );
      return;
    }
    refused.set(token, (refused.get(token) ?? 0) + 1);
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"error_code":"APIGW.0307","error_msg":"The token must be updated."}');
  });
  closing.push(
    () => iam.close(),
    () => gateway.close(),
  );
  const env = {
    ...service.env,
    FUNCTIONGRAPH_ENDPOINT: gateway.address,
    FUNCTIONGRAPH_AUTH_TYPE: 'password',
    FUNCTIONGRAPH_IAM_ENDPOINT: iam.address,
    HW_USER_NAME: 'ada',
    HW_USER_PASSWORD: 'password-of-a-test',
    HW_DOMAIN_NAME: 'engines',
    TEMPORAL_ADDRESS: temporal.address,
  };
  return { accepted, refused, env, given: () => given };
}

async function startWorker(env: Readonly<Record<string, string>>) {
  const args = ['worker', '--task-queue', temporal.taskQueue, '--http-port', '0', '--log-format', 'json'];
  const worker = new Tfg(args, { env });
  await worker.says(/"Worker started"/);
  const [, health = ''] = await worker.says(/"Serving \/healthz and \/readyz","address":"([^"]+)"/);
  return { ready: async () => (await fetch(`${health}/readyz`)).status };
}

const start = (functions: unknown[]) =>
  temporal.client.workflow.start('callChain', { ...temporal.run(), args: [{ functions, input: 1 }] });

const DELIVERIES = ['at-least-once', 'at-most-once'] as const;

test('a token that is revoked early is renewed once for all steps in flight, which succeed in both deliveries', async () => {
  const cloud = await startCloud();
  const { ready } = await startWorker(cloud.env);
  expect(await (await start(['fine'])).result()).toBe(1);

  cloud.accepted.clear();
  cloud.accepted.add('TOKEN-2');
  const steps = DELIVERIES.map((delivery) => ({ fn: 'fine', delivery }));
  const runs = await Promise.all(Array.from({ length: 20 }, () => start(steps)));
  expect(await Promise.all(runs.map((run) => run.result()))).toEqual(runs.map(() => 1));
  expect(cloud.given()).toBe(2);
  expect([...cloud.refused.keys()]).toEqual(['TOKEN-1']);
  expect(await ready()).toBe(200);
});

test('a new token that is refused as well meets a single refusal, and no further call is sent', async () => {
  const cloud = await startCloud();
  const { ready } = await startWorker(cloud.env);
  expect(await (await start(['fine'])).result()).toBe(1);

  cloud.accepted.clear();
  const runs = await Promise.all(Array.from({ length: 20 }, () => start(['fine'])));
  const first = await Promise.race(runs.map((run) => run.result().catch((error: unknown) => error)));
  expect(first).toMatchObject({ cause: { cause: { type: 'APIGW.0307' } } });
  expect(cloud.given()).toBe(2);
  expect(cloud.refused.get('TOKEN-2')).toBe(1);
  expect(await ready()).toBe(503);
  await Promise.all(runs.map((run) => run.terminate().catch(() => undefined)));
});

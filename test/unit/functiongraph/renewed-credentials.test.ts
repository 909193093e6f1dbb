import { EventEmitter, once } from 'node:events';
import { agencyCredentials, type CredentialsProvider, passwordCredentials } from '../../../functiongraph';
import { failureOf, type Fixture, KEYS, PROJECT, startFixture } from '../../support/client-fixture';
import {
  envelope,
  functionHeaders,
  type ReceivedRequest,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server';
import { until } from '../../support/until';

let iam: ScriptedServer | undefined;
let service: Fixture | undefined;
afterEach(async () => {
  await service?.close();
  await iam?.close();
  service = undefined;
  iam = undefined;
});

/** IAM that gives out TOKEN-1, TOKEN-2 (`later`) and so on, or fails. */
async function startIam(
  state: { failing?: boolean; later?: Promise<unknown> } = {},
): Promise<CredentialsProvider> {
  let tokens = 0;
  iam = await startScriptedServer((_, response) => {
    if (state.failing === true) {
      response.writeHead(500).end();
      return;
    }
    tokens += 1;
    void Promise.resolve(tokens > 1 ? state.later : undefined).then(() =>
      response.writeHead(201, { 'x-subject-token': `TOKEN-${tokens}` }).end('{}'),
    );
  });
  const user = { userName: 'robot', password: 'hunter2', domainName: 'acme' };
  return passwordCredentials({ ...user, region: 'cn-north-4', projectId: PROJECT, endpoint: iam.address });
}

/** A service that refuses some requests as if their token had expired. */
async function startService(
  auth: CredentialsProvider | typeof KEYS,
  refuses: (headers: ReceivedRequest['headers']) => boolean,
) {
  service = await startFixture(
    ({ headers }, response) => {
      if (refuses(headers)) response.writeHead(401).end('{"error_code":"APIGW.0307"}');
      else response.writeHead(200, functionHeaders()).end(envelope('ok'));
    },
    { auth },
  );
  return service;
}

const isFirst = (headers: ReceivedRequest['headers']) => headers['x-auth-token'] === 'TOKEN-1';

test('a refused token is renewed once for all calls in flight; each says so, and none is sent twice', async () => {
  const { client, server } = await startService(await startIam(), isFirst);
  const failures = await Promise.all(Array.from({ length: 20 }, () => failureOf(client.invoke('f', {}))));
  for (const failure of failures) {
    expect(failure).toMatchObject({ code: 'APIGW.0307', executed: 'no', credentialsRenewed: true });
  }
  expect(server.requests).toHaveLength(20);
  expect(iam?.requests).toHaveLength(2);
  await expect(client.invoke('f', {})).resolves.toMatchObject({ output: 'ok' });
  expect(iam?.requests).toHaveLength(2);
});

test('calls that come while a refused token is renewed are not sent: with the new one a single call is to come first', async () => {
  const renewal = new EventEmitter();
  const auth = await startIam({ later: once(renewal, 'allowed') });
  const { client, server } = await startService(auth, () => true);
  const first = failureOf(client.invoke('f', {}));
  await until(() => iam?.requests.length === 2);
  const others = Array.from({ length: 10 }, () => failureOf(client.invoke('g', {})));
  renewal.emit('allowed');
  expect(await first).toMatchObject({ credentialsRenewed: true });
  for (const other of await Promise.all(others)) {
    expect(other).toMatchObject({ code: 'APIGW.0307', executed: 'no', credentialsRenewed: true });
    expect(other.message).toContain('Invoking g');
  }
  expect(server.requests).toHaveLength(1);
  expect((await failureOf(client.invoke('f', {}))).credentialsRenewed).toBeUndefined();
  expect(server.requests).toHaveLength(2);
});

test('where the new token is refused as well, no third is fetched', async () => {
  const { client } = await startService(await startIam(), () => true);
  expect(await failureOf(client.invoke('f', {}))).toMatchObject({ credentialsRenewed: true });
  expect((await failureOf(client.invoke('f', {}))).credentialsRenewed).toBeUndefined();
  expect(iam?.requests).toHaveLength(2);
});

test('where no new token can be had, the refused one is not sent again', async () => {
  const state = { failing: false };
  const auth = await startIam(state);
  const { client, server } = await startService(auth, () => {
    state.failing = true;
    return true;
  });
  expect(await failureOf(client.invoke('f', {}))).toMatchObject({ credentialsRenewed: true });
  const second = await failureOf(client.invoke('f', {}));
  expect(second).toMatchObject({ executed: 'no', transient: true });
  expect(second.message).toContain('no credentials, Getting a token for robot');
  expect(server.requests).toHaveLength(1);
});

test('keys of an agency that the metadata service gives again are not called new', async () => {
  iam = await startScriptedServer(({ method }, response) => {
    const credential = {
      access: 'AK',
      secret: 'SK',
      securitytoken: 'STS',
      expires_at: '2099-01-01T00:00:00Z',
    };
    response.end(method === 'PUT' ? 'SESSION' : JSON.stringify({ credential }));
  });
  const { client } = await startService(agencyCredentials({ endpoint: iam.address }), () => true);
  expect((await failureOf(client.invoke('f', {}))).credentialsRenewed).toBeUndefined();
});

test('a provider of the user that gives another key when it is asked again needs nothing more for that', async () => {
  let asked = 0;
  const auth = () => Promise.resolve({ accessKey: `AK-${(asked += 1)}`, secretKey: 'SK' });
  const { client } = await startService(auth, ({ authorization = '' }) => authorization.includes('AK-1'));
  expect(await failureOf(client.invoke('f', {}))).toMatchObject({ credentialsRenewed: true });
});

test('a fixed key has no other', async () => {
  const { client, server } = await startService(KEYS, () => true);
  expect((await failureOf(client.invoke('f', {}))).credentialsRenewed).toBeUndefined();
  expect(server.requests).toHaveLength(1);
});

import type { ServerResponse } from 'node:http';
import { agencyCredentials, passwordCredentials } from '../../../functiongraph';
import { failureOf, type Fixture, PROJECT, startFixture } from '../../support/client-fixture';
import {
  envelope,
  functionHeaders,
  type ReceivedRequest,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server';

let server: ScriptedServer | undefined;
let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  await server?.close();
  fixture = undefined;
  server = undefined;
});

async function serve(answer: (request: ReceivedRequest, response: ServerResponse) => void) {
  server = await startScriptedServer(answer);
  return server;
}

describe('passwordCredentials', () => {
  const user = {
    region: 'cn-north-4',
    projectId: PROJECT,
    userName: 'robot',
    password: 'hunter2',
    domainName: 'acme',
  };

  test('asks IAM once for a token of the project, and the client sends it', async () => {
    const iam = await serve((_, response) => {
      response
        .writeHead(201, { 'x-subject-token': 'TOKEN' })
        .end(JSON.stringify({ token: { expires_at: new Date(Date.now() + 86_400_000).toISOString() } }));
    });
    fixture = await startFixture(
      (_, response) => response.writeHead(200, functionHeaders()).end(envelope('ok')),
      { auth: passwordCredentials({ ...user, endpoint: iam.address }) },
    );
    const { client } = fixture;
    await Promise.all([client.invoke('f', {}), client.invoke('g', {})]);
    expect(iam.requests).toHaveLength(1);
    expect(iam.requests[0]).toMatchObject({ method: 'POST', url: '/v3/auth/tokens' });
    expect(JSON.parse(iam.requests[0]?.body ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'robot', password: 'hunter2', domain: { name: 'acme' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    });
    expect(fixture.server.requests.map(({ headers }) => headers['x-auth-token'])).toEqual(['TOKEN', 'TOKEN']);
  });

  test('a wrong password is not tried again by the rules, and not repeated in the error', async () => {
    const iam = await serve((_, response) => {
      response.writeHead(401).end(
        JSON.stringify({
          error: { code: 401, title: 'Unauthorized', message: 'The username or password is wrong.' },
        }),
      );
    });
    const provider = passwordCredentials({ ...user, endpoint: iam.address });
    const error = await failureOf(provider());
    expect(error).toMatchObject({ code: 'HTTP.401', executed: 'no', transient: false });
    expect(error.names).toContain('FunctionGraph.Unauthorized');
    expect(error.message).toContain(
      `Getting a token for robot from ${iam.address} failed: HTTP 401: username or password is wrong`,
    );
    expect(error.message).not.toContain('hunter2');
  });

  test('when IAM fails, the function surely did not run', async () => {
    const iam = await serve((_, response) => response.writeHead(500).end());
    fixture = await startFixture((_, response) => response.end(), {
      auth: passwordCredentials({ ...user, endpoint: iam.address }),
    });
    const error = await failureOf(fixture.client.invoke('f', {}));
    expect(error).toMatchObject({ executed: 'no', transient: true });
    expect(error.message).toContain('no credentials, Getting a token for robot');
    expect(fixture.server.requests).toHaveLength(0);
  });

  test('what is missing is named before anything is asked', () => {
    expect(() => passwordCredentials({ ...user, password: '' })).toThrow('password is missing');
  });
});

describe('agencyCredentials', () => {
  const keys = {
    access: 'AK',
    secret: 'SK',
    securitytoken: 'STS',
    expires_at: '2099-01-01T00:00:00.000000Z',
  };

  test('opens a session, reads the keys, and the client signs with them', async () => {
    const metadata = await serve(({ method, headers }, response) => {
      if (method === 'PUT') response.end('SESSION');
      else
        response
          .writeHead(headers['x-metadata-token'] === 'SESSION' ? 200 : 401)
          .end(JSON.stringify({ credential: keys }));
    });
    fixture = await startFixture(
      (_, response) => response.writeHead(200, functionHeaders()).end(envelope('ok')),
      { auth: agencyCredentials({ endpoint: metadata.address }) },
    );
    await fixture.client.invoke('f', {});
    expect(metadata.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT /meta-data/latest/api/token',
      'GET /openstack/latest/securitykey',
    ]);
    const [request] = fixture.server.requests;
    expect(request?.headers['x-security-token']).toBe('STS');
    expect(request?.headers.authorization).toContain('Access=AK,');
  });

  test('does without a session where the service has none', async () => {
    const metadata = await serve(({ method }, response) => {
      if (method === 'PUT') response.writeHead(404).end();
      else response.end(JSON.stringify({ credential: keys }));
    });
    expect(await agencyCredentials({ endpoint: metadata.address })()).toEqual({
      accessKey: 'AK',
      secretKey: 'SK',
      securityToken: 'STS',
    });
  });

  test('says what to do on a server without an agency', async () => {
    const metadata = await serve((_, response) => response.end('{}'));
    await expect(agencyCredentials({ endpoint: metadata.address })()).rejects.toThrow(
      'the answer holds no keys. Give the server an agency',
    );
  });
});

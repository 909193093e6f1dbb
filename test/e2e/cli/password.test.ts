import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emulator } from './emulator';
import { cleanUp, tfg } from './tfg';

let iam: Server;
const asked: unknown[] = [];
beforeAll(async () => {
  iam = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      asked.push([request.url, JSON.parse(body)]);
      response.writeHead(201, { 'x-subject-token': 'TOKEN', 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ token: { expires_at: new Date(Date.now() + 86_400_000).toISOString() } }),
      );
    });
  });
  await new Promise<void>((resolve) => {
    iam.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  iam.close();
  await cleanUp();
});

test("an IAM user's password is enough to invoke a function", async () => {
  const service = await emulator({ echo: 'return event;' }, '--token', 'TOKEN');
  const env = {
    ...service.env,
    FUNCTIONGRAPH_AUTH_TYPE: 'password',
    FUNCTIONGRAPH_IAM_ENDPOINT: `http://127.0.0.1:${(iam.address() as AddressInfo).port}`,
    HW_USER_NAME: 'ada',
    HW_USER_PASSWORD: 'password-of-a-test',
    HW_DOMAIN_NAME: 'engines',
  };
  expect(await tfg(['invoke', 'echo', '--event', '[1]'], { env })).toMatchObject({
    code: 0,
    stdout: '[1]\n',
  });
  expect(asked).toMatchObject([
    [
      '/v3/auth/tokens',
      { auth: { identity: { password: { user: { name: 'ada', domain: { name: 'engines' } } } } } },
    ],
  ]);
});

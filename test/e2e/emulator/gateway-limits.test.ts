import { once } from 'node:events';
import { connect } from 'node:net';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await emulatorFor({ echo: 'exports.handler = async (event, context) => event;' });
});
afterAll(async () => emulator.close());

const PATH = `/v2/${PROJECT_ID}/fgs/functions/echo/invocations`;
const ANSWER_HEAD = /^HTTP\/1\.1 (\d+) [^]*?\r\n\r\n/;

function request(event: string, more = ''): string {
  return `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: ${event.length}\r\n${more}\r\n${event}`;
}

/** Sends bytes and returns all that comes back until the connection ends. */
async function exchange(...parts: string[]): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(emulator.address);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString();
  const [head = '', status] = ANSWER_HEAD.exec(text) ?? [];
  return { status: Number(status), body: text.slice(head.length) };
}

test.each([
  [
    'an address over 32 KB',
    `POST ${PATH}?${'q'.repeat(33 * 1024)} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`,
    414,
  ],
  [
    'headers over 128 KB',
    `POST ${PATH} HTTP/1.1\r\nHost: x\r\nX-Pad: ${'p'.repeat(129 * 1024)}\r\n\r\n`,
    494,
  ],
  ['what is not HTTP', 'hello\r\n\r\n', 400],
])('%s is refused by the gateway, and the connection ends', async (_, text, status) => {
  const answer = await exchange(text);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toEqual({
    error_code: 'APIGW.0201',
    error_msg: expect.any(String),
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test('a body over 12 MB is refused by its length alone, before it is sent', async () => {
  const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: ${12 * 1024 * 1024 + 1}\r\n\r\n`;
  expect((await exchange(head)).status).toBe(413);
});

test('a body over 12 MB without a length is refused once it is over', async () => {
  const chunk = `100000\r\n${'x'.repeat(1024 * 1024)}\r\n`;
  const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
  expect((await exchange(head, ...Array.from({ length: 13 }, () => chunk))).status).toBe(413);
});

test('requests that follow each other on one connection are answered in order', async () => {
  const { body } = await exchange(request('"one"'), request('"two"', 'Connection: close\r\n'));
  expect(body).toMatch(/^one[^]*two$/);
});

import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { FunctionGraphClient } from '../../../functiongraph';
import { failureOf, KEYS, PROJECT, REGION } from '../../support/client-fixture';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function clientOf(endpoint: string): FunctionGraphClient {
  const client = new FunctionGraphClient({ region: REGION, projectId: PROJECT, endpoint, auth: KEYS });
  closers.push(() => client.close());
  return client;
}

/** A server below HTTP, which sees each connection once a request has arrived on it. */
async function listen(onRequest: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => onRequest(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(resolve);
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const RESULT = '{"request_id":"r","result":"1","log":"","status":200}';
const OK = `HTTP/1.1 200 OK\r\nx-func-err-code: 0\r\nx-cff-response-version: v1\r\ncontent-length: ${RESULT.length}\r\n\r\n${RESULT}`;

describe('nothing was sent', () => {
  test('when nothing listens', async () => {
    const address = await listen(() => undefined);
    for (const close of closers.splice(0)) await close();
    const error = await failureOf(clientOf(address).invoke('f', {}));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', executed: 'no', transient: true });
    expect(error.names).toEqual([
      'ECONNREFUSED',
      'FunctionGraph.Connection',
      'States.TaskFailed',
      'States.ALL',
    ]);
    expect(error.message).toContain('Nothing was sent. Check the endpoint, the region and the network;');
  });

  test('when the name of the endpoint does not exist', async () => {
    const error = await failureOf(clientOf('http://functiongraph.invalid').invoke('f', {}));
    expect(error.code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
    expect(error).toMatchObject({ executed: 'no', transient: true });
  });

  test('when the other side speaks no TLS', async () => {
    const address = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await failureOf(clientOf(address.replace('http:', 'https:')).invoke('f', {}));
    expect(error).toMatchObject({ executed: 'no' });
    expect(error.names).toContain('FunctionGraph.Connection');
  });
});

describe('nobody knows', () => {
  test.each([
    ['a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['an end without an answer', (socket: Socket) => void socket.end()],
    ['half a head', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nx-func-e')],
    [
      'half a body',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n1234567890'),
    ],
    [
      'chunks without an end',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n1\r\n'),
    ],
    ['something that is not HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'a flood of headers',
      (socket: Socket) =>
        void socket.write(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(100)}\r\n`.repeat(1_000)}`),
    ],
  ])('after %s', async (_, trouble) => {
    const error = await failureOf(clientOf(await listen(trouble)).invoke('f', {}));
    expect(error.executed).toBe('maybe');
    expect(error.names).toContain('FunctionGraph.OutcomeUnknown');
  });

  test('after a head that drips in beyond the deadline', async () => {
    const address = await listen((socket) => {
      const timer = setInterval(() => socket.write('H'), 5);
      socket.on('close', () => clearInterval(timer));
    });
    const error = await failureOf(clientOf(address).invoke('f', {}, { timeoutMs: 60 }));
    expect(error).toMatchObject({ code: 'FunctionGraph.Timeout', executed: 'maybe', transient: true });
    expect(error.names).toContain('States.Timeout');
  });
});

describe('what the head says stands, though the body is lost', () => {
  test.each([
    ['429 Too Many Requests\r\nretry-after: 3', 'no', 'HTTP.429'],
    ['404 Not Found', 'no', 'HTTP.404'],
    ['200 OK\r\nx-func-err-code: 4010', 'yes', '4010'],
    ['500 Internal Server Error', 'maybe', 'HTTP.500'],
  ])('%s', async (head, executed, code) => {
    const address = await listen((socket) =>
      socket.end(`HTTP/1.1 ${head}\r\ncontent-length: 50\r\n\r\n{"error_`),
    );
    expect(await failureOf(clientOf(address).invoke('f', {}))).toMatchObject({ executed, code });
  });
});

describe('100 Continue', () => {
  test.each([
    ['in one piece', [`HTTP/1.1 100 Continue\r\n\r\n${OK}`]],
    ['before the answer', ['HTTP/1.1 100 Continue\r\n\r\n', OK]],
    ['twice, with headers', ['HTTP/1.1 100 Continue\r\na: b\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n', OK]],
    ['cut anywhere', `HTTP/1.1 100 Continue\r\n\r\n${OK}`.split('')],
    ['not at all, byte by byte', OK.split('')],
  ])('is skipped: %s', async (_, pieces) => {
    const address = await listen((socket) => {
      socket.setNoDelay(true);
      const rest = [...pieces];
      const next = () => {
        const piece = rest.shift();
        if (piece !== undefined) socket.write(piece, () => setImmediate(next));
      };
      next();
    });
    expect((await clientOf(address).invoke('f', {})).output).toBe(1);
  });

  test('inside a result is left alone', async () => {
    const text = 'HTTP/1.1 100 Continue\r\n\r\nrest';
    const head =
      'HTTP/1.1 200 OK\r\nx-func-err-code: 0\r\nx-cff-response-version: v0\r\n' +
      `content-length: ${text.length}\r\n\r\n`;
    const address = await listen((socket) => {
      socket.setNoDelay(true);
      socket.write(head, () => setTimeout(() => socket.write(text), 20));
    });
    expect((await clientOf(address).invoke('f', {})).output).toBe(text);
  });
});

test('a connection that the server closed while it was idle is replaced, and no request is sent twice', async () => {
  let requests = 0;
  const address = await listen((socket) => {
    requests++;
    socket.end(OK);
  });
  const client = clientOf(address);
  await client.invoke('f', {});
  await client.invoke('f', {});
  expect(requests).toBe(2);
});

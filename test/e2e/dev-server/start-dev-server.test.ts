import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { DevServerError, findTemporal, startDevServer } from '#dist/dev-server/index';
import type { DevServer } from '#dist/dev-server/index';
import { tempDir } from '../../support/temp-dir';
import { listens } from './listens';
import { script } from './scripts';

const servers: DevServer[] = [];

async function start(...args: Parameters<typeof startDevServer>): Promise<DevServer> {
  const server = await startDevServer(...args);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('two servers started at once listen on different ports, and close ends each', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.address).not.toBe(two.address);
  expect(one.uiUrl).toBeUndefined();

  await one.close();
  await expect(listens(one.address)).resolves.toBe(false);
  await expect(listens(two.address)).resolves.toBe(true);
});

test('close may be called twice', async () => {
  const server = await start();
  await Promise.all([server.close(), server.close()]);
  await expect(listens(server.address)).resolves.toBe(false);
});

test('the web UI is served where it is asked for', async () => {
  const { uiUrl = '' } = await start({ ui: true });
  const response = await fetch(uiUrl);
  expect(response.status).toBe(200);
  await expect(response.text()).resolves.toContain('<html');
});

test('a database file keeps workflows over a restart', async () => {
  const dbFile = join(tempDir(), 'temporal.db');
  const first = await start({ dbFile });
  await withClient(first.address, (client) =>
    client.workflow.start('anything', { workflowId: 'kept', taskQueue: 'nobody' }),
  );
  await first.close();

  const second = await start({ dbFile });
  const status = await withClient(second.address, async (client) => {
    const description = await client.workflow.getHandle('kept').describe();
    return description.status.name;
  });
  expect(status).toBe('RUNNING');
});

test('a wanted port that is taken is refused by its number', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    await expect(startDevServer({ port })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 cannot be used (EADDRINUSE): end what listens there, or choose another.`,
    );
  } finally {
    other.close();
  }
});

test('a server that ends at once fails with the end of its log', async () => {
  const executable = script(tempDir(), 'temporal', 'echo "database is locked" >&2; exit 3');
  const failure = startDevServer({ executable });
  await expect(failure).rejects.toThrow(DevServerError);
  await expect(failure).rejects.toThrow(/ended before it took calls.*\ndatabase is locked$/s);
});

test('an executable that is not there fails by its path', async () => {
  const executable = join(tempDir(), 'absent');
  await expect(startDevServer({ executable })).rejects.toThrow(`spawn ${executable} ENOENT`);
});

test('a server that never answers fails after the time it was given, and is ended', async () => {
  const dir = tempDir();
  const executable = script(dir, 'temporal', 'exec sleep 600');
  await expect(startDevServer({ executable, startTimeoutMs: 300 })).rejects.toThrow(
    `The Temporal dev server (${executable}) did not answer within 300 ms. It logged nothing.`,
  );
});

test.each([
  ['says so', ''],
  [
    'panics over it',
    'echo "goroutine 1 [running]:" >&2; yes "main.main() /server/main.go:18 +0x96" | head -n 2000 >&2',
  ],
])(
  'a port that is taken between its choice and its use is replaced by another where the server %s',
  async (_, more) => {
    const dir = tempDir();
    const executable = script(
      dir,
      'temporal',
      `if [ ! -e ${dir}/once ]; then touch ${dir}/once; echo "listen tcp: bind: address already in use" >&2
${more}
exit 1; fi
exec ${await findTemporal()} "$@"`,
    );
    const server = await start({ executable });
    await expect(listens(server.address)).resolves.toBe(true);
  },
);

async function withClient<T>(address: string, body: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await body(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

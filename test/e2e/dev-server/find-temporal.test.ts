import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { findTemporal } from '#dist/dev-server/index';
import { tempDir } from '../../support/temp-dir';
import { until } from '../../support/until';
import { script } from './scripts';

const NOWHERE = 'http://127.0.0.1:2';
const NAME = 'temporal-v1.5.1';
/** Builds as `go install -v` does: tells of each module and package, and writes the binary to GOBIN. */
const GO = `echo "go: downloading example.com/a v1.0.0" >&2
echo example.com/a >&2
echo built >> "$LOG"
/bin/sleep "\${BUILD_SECONDS:-0}"
printf '#!/bin/sh\\necho from go\\n' > "$GOBIN/temporal"`;

const downloads: Server[] = [];

afterEach(() => {
  for (const server of downloads.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Machine {
  readonly env: NodeJS.ProcessEnv;
  /** Folder on the PATH. */
  readonly bin: string;
  /** What the cache holds. */
  cache(): string[];
  readonly cacheDir: string;
  readonly log: string;
}

/** A machine with an empty cache and nothing on the PATH. */
function emptyMachine(): Machine {
  const dir = tempDir();
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  const log = join(dir, 'log');
  const cacheDir = join(dir, 'cache', 'temporal-functiongraph');
  return {
    env: { PATH: bin, XDG_CACHE_HOME: join(dir, 'cache'), LOG: log },
    bin,
    cacheDir,
    cache: () => (existsSync(cacheDir) ? readdirSync(cacheDir) : []),
    log,
  };
}

/** Where an archive of the CLI is downloaded. */
async function download(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  downloads.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function archive(): Buffer {
  const dir = tempDir();
  script(dir, 'temporal', 'echo from download');
  writeFileSync(join(dir, 'LICENSE'), 'MIT');
  return execFileSync('tar', ['-czf', '-', '-C', dir, 'temporal', 'LICENSE']);
}

const run = (binary: string): string => execFileSync(binary, { encoding: 'utf8' }).trim();

test('a `temporal` on the PATH comes first', async () => {
  const { env, bin, cacheDir } = emptyMachine();
  const onPath = script(bin, 'temporal', 'echo from path');
  mkdirSync(cacheDir, { recursive: true });
  script(cacheDir, NAME, 'echo from cache');
  await expect(findTemporal({ env, downloadUrl: NOWHERE })).resolves.toBe(onPath);
});

test('the cached binary comes next, without a word', async () => {
  const { env, cacheDir } = emptyMachine();
  mkdirSync(cacheDir, { recursive: true });
  const cached = script(cacheDir, NAME, 'echo from cache');
  const lines: string[] = [];
  await expect(findTemporal({ env, downloadUrl: NOWHERE, report: (line) => lines.push(line) })).resolves.toBe(
    cached,
  );
  expect(lines).toEqual([]);
});

test('the archive of the pinned version is downloaded through a redirect, unpacked and cached', async () => {
  const { env, cache } = emptyMachine();
  const urls: string[] = [];
  const downloadUrl = await download((request, response) => {
    urls.push(request.url ?? '');
    if (request.url === '/archive.tar.gz') response.end(archive());
    else response.writeHead(302, { location: '/archive.tar.gz' }).end();
  });
  const lines: string[] = [];
  const binary = await findTemporal({ env, downloadUrl, report: (line) => lines.push(line) });
  expect(run(binary)).toBe('from download');
  expect(urls[0]).toMatch(/^\/cli\/archive\/v1\.5\.1\?platform=\w+&arch=\w+$/);
  expect(lines).toEqual([`Downloading the Temporal dev server from ${downloadUrl}${urls[0]}`]);
  expect(cache()).toEqual([NAME]);
});

test('a download that breaks off leaves nothing, and Go builds the binary', async () => {
  const { env, bin, cache } = emptyMachine();
  script(bin, 'go', GO);
  const whole = archive();
  const downloadUrl = await download((_request, response) => {
    response.writeHead(200, { 'content-length': whole.length });
    response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
  });
  const lines: string[] = [];
  const binary = await findTemporal({ env, downloadUrl, report: (line) => lines.push(line) });
  expect(run(binary)).toBe('from go');
  expect(cache()).toEqual([NAME]);
  expect(lines).toEqual([
    expect.stringContaining('Downloading the Temporal dev server from'),
    expect.stringContaining('  failed: '),
    expect.stringContaining('go install github.com/temporalio/cli/cmd/temporal@v1.5.1 (about four minutes)'),
  ]);
});

test('an archive that is none leaves nothing', async () => {
  const { env, cache } = emptyMachine();
  const downloadUrl = await download((_request, response) =>
    response.end('<html>blocked by the proxy</html>'),
  );
  await expect(findTemporal({ env, downloadUrl })).rejects.toThrow('ended with 2');
  expect(cache()).toEqual([]);
});

test('with neither download nor Go the message has the reasons and the remedy', async () => {
  const { env } = emptyMachine();
  await expect(findTemporal({ env, downloadUrl: NOWHERE })).rejects.toThrow(
    /`temporal` is not on the PATH and not at .*temporal-v1\.5\.1; download from http:\/\/127\.0\.0\.1:2: .*ECONNREFUSED.*; go install: `go` is not on the PATH\. Install the Temporal CLI \(https.*Go 1\.25/,
  );
});

test('a failed build is reported with the end of its output, and leaves nothing', async () => {
  const { env, bin, cache } = emptyMachine();
  script(bin, 'go', 'echo "no space left on device" >&2; exit 1');
  await expect(findTemporal({ env, downloadUrl: NOWHERE })).rejects.toThrow(
    /go install: ended with 1\n {2}no space left on device\./,
  );
  expect(cache()).toEqual([]);
});

test('two at once build once, and the second says for whom it waits', async () => {
  const machine = emptyMachine();
  script(machine.bin, 'go', GO);
  const env = { ...machine.env, BUILD_SECONDS: '0.5' };
  const lines: string[] = [];
  const options = { env, downloadUrl: NOWHERE, report: (line: string) => lines.push(line) };
  const [one, two] = await Promise.all([findTemporal(options), findTemporal(options)]);
  expect(one).toBe(two);
  expect(readFileSync(machine.log, 'utf8')).toBe('built\n');
  expect(lines).toContain(`Waiting for process ${process.pid}, which installs the Temporal dev server`);
});

test('the lock and the leftovers of a process that died do not stand in the way', async () => {
  const { env, bin, cache, cacheDir } = emptyMachine();
  script(bin, 'go', GO);
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  mkdirSync(join(cacheDir, `partial-${NAME}-abc`), { recursive: true });
  writeFileSync(join(cacheDir, `${NAME}.lock`), JSON.stringify({ pid: dead.pid, host: hostname() }));
  await findTemporal({ env, downloadUrl: NOWHERE });
  expect(cache()).toEqual([NAME]);
});

test('what another process installs beside it is left alone', async () => {
  const { env, bin, cache, cacheDir } = emptyMachine();
  script(bin, 'go', GO);
  mkdirSync(join(cacheDir, 'partial-other-v1.0.0-abc'), { recursive: true });
  await findTemporal({ env, downloadUrl: NOWHERE });
  expect(cache().toSorted()).toEqual(['partial-other-v1.0.0-abc', NAME]);
});

test('a cache folder that cannot be written is named, with the remedy', async () => {
  const { env, cacheDir } = emptyMachine();
  mkdirSync(dirname(cacheDir), { recursive: true });
  writeFileSync(cacheDir, 'a file is in the way');
  await expect(findTemporal({ env, downloadUrl: NOWHERE })).rejects.toThrow(
    `cannot be installed: the folder ${cacheDir} is not writable (EEXIST). Set XDG_CACHE_HOME`,
  );
});

test('SIGTERM in the middle of a build ends it, and leaves nothing', async () => {
  const machine = emptyMachine();
  script(machine.bin, 'go', `echo $$ > "$LOG"; exec /bin/sleep 600`);
  const env = { ...process.env, ...machine.env };
  const program = `require(${JSON.stringify(require.resolve('#dist/dev-server/index'))}).findTemporal({ downloadUrl: ${JSON.stringify(NOWHERE)} })`;
  const child = spawn(process.execPath, ['-e', program], { env, stdio: 'ignore' });
  await until(() => existsSync(machine.log) && readFileSync(machine.log, 'utf8').endsWith('\n'));
  const goPid = Number(readFileSync(machine.log, 'utf8'));

  child.kill('SIGTERM');
  await expect(once(child, 'exit')).resolves.toEqual([null, 'SIGTERM']);
  expect(machine.cache()).toEqual([]);
  expect(() => process.kill(goPid, 0)).toThrow('ESRCH');
});

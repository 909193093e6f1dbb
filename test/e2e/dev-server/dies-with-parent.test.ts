import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findTemporal, startDevServer } from '#dist/dev-server/index';
import { tempDir } from '../../support/temp-dir';
import { until } from '../../support/until';
import { listens } from './listens';
import { script } from './scripts';

let parent: ChildProcess | undefined;

afterEach(() => parent?.kill('SIGKILL'));

/** A `temporal` that leaves its process id and its guard's behind before it becomes the real one. */
async function traced(): Promise<{ executable: string; pids: () => { server: number; guard: number } }> {
  const dir = tempDir();
  const file = join(dir, 'pids');
  const executable = script(dir, 'temporal', `echo $$ $PPID > ${file}\nexec ${await findTemporal()} "$@"`);
  return {
    executable,
    pids() {
      const [server = NaN, guard = NaN] = readFileSync(file, 'utf8').split(' ').map(Number);
      return { server, guard };
    },
  };
}

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'a parent that ends by %s leaves neither server nor guard behind',
  async (signal) => {
    const { executable, pids } = await traced();
    parent = spawn(
      process.execPath,
      [require.resolve('#dist/test/e2e/dev-server/start-and-wait'), executable],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(
      createInterface({ input: parent.stdout as NodeJS.ReadableStream }),
      'line',
    )) as [string];
    const { address } = JSON.parse(line) as { address: string };
    await expect(listens(address)).resolves.toBe(true);

    parent.kill(signal);
    await until(() => !isAlive(pids().server) && !isAlive(pids().guard));
    await expect(listens(address)).resolves.toBe(false);
  },
);

test('a guard that is killed takes the server with it', async () => {
  const { executable, pids } = await traced();
  const { address, close } = await startDevServer({ executable });
  process.kill(pids().guard, 'SIGKILL');
  await until(() => !isAlive(pids().server));
  await expect(listens(address)).resolves.toBe(false);
  await close();
});

test('a program that is done ends without closing the server, and the server ends with it', async () => {
  const { executable, pids } = await traced();
  const program = `require(${JSON.stringify(require.resolve('#dist/dev-server/index'))}).startDevServer({ executable: process.argv[1] })`;
  parent = spawn(process.execPath, ['-e', program, executable], { stdio: 'inherit' });
  await expect(once(parent, 'exit')).resolves.toEqual([0, null]);
  await until(() => !isAlive(pids().server));
});

function isAlive(pid: number): boolean {
  if (existsSync(`/proc/${pid}/stat`)) return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

// A lock between processes of this clone. dev-server/lock.ts is its counterpart in the package; this one needs no build.
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
/** What is done in an instant has failed where it still stands after this time: its process died in the middle. */
const INSTANT_MS = 5_000;

/** Runs `body` while no other process holds `file`; says so where it has to wait. The lock of a dead process is taken over. */
export async function withLock(file, doing, body) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !acquire(file);) {
    const content = read(file);
    const holder = Number(content);
    if (holder > 0 ? !isAlive(holder) : ageMs(file) > INSTANT_MS) {
      takeOver(file, content);
      continue;
    }
    if (!told && holder > 0)
      process.stderr.write(`Waiting for process ${holder}, which ${doing} (${file})\n`);
    told = holder > 0;
    await sleep(POLL_MS);
  }
  try {
    return await body();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** One process at a time removes a dead one's lock, or the second would remove the first one's new lock. */
function takeOver(file, seen) {
  const right = `${file}.takeover`;
  try {
    mkdirSync(right);
  } catch {
    if (ageMs(right) > INSTANT_MS) rmSync(right, { recursive: true, force: true });
    return;
  }
  try {
    if (read(file) === seen) rmSync(file, { force: true });
  } finally {
    rmdirSync(right);
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

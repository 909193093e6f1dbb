import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ServerLog } from './server-log';

/** A process that cannot outlive this one. */
export interface GuardedProcess {
  hasEnded(): boolean;
  /** Lets this process end without waiting for it (which ends it). */
  unref(): void;
  /** Resolves when it has ended, with whatever it started. */
  stop(): Promise<void>;
}

/** Starts a command under `guard.ts`, with its output in the log. */
export function startGuarded(
  command: string,
  args: readonly string[],
  log: ServerLog,
  env = withoutTemporal(process.env),
): GuardedProcess {
  const guard = fork(join(__dirname, 'guard.js'), [command, ...args], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    execArgv: [],
    env,
  });
  let over = false;
  const ended = new Promise<void>((resolve) => {
    guard.once('exit', () => {
      over = true;
      if (guard.pid !== undefined) killGroup(guard.pid);
      resolve();
    });
  });
  return {
    hasEnded: () => over,
    unref() {
      guard.unref();
      guard.channel?.unref();
    },
    async stop() {
      guard.ref();
      if (guard.connected) guard.disconnect();
      await ended;
    },
  };
}

/** The server takes settings from these variables as well, which are meant for clients. */
function withoutTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** The guard has ended; where it was killed, the server would stay behind. */
function killGroup(guardPid: number): void {
  if (process.platform === 'win32') return;
  try {
    process.kill(-guardPid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

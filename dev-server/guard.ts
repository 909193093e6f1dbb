/**
 * Runs the server (`guard.js EXECUTABLE ARGS...`) for the process that forked this script and ends it with that process,
 * however that ends: the closed channel says so even after kill -9. In a process group of its own, so that Ctrl-C in a
 * terminal reaches the parent alone, which ends the server when it has no more use for it.
 */
import { spawn } from 'node:child_process';

const KILL_AFTER_MS = 5_000;

const [executable = '', ...args] = process.argv.slice(2);
const server = spawn(executable, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let stopping = false;

function stop(): void {
  if (stopping) return;
  stopping = true;
  end('SIGTERM');
  setTimeout(() => end('SIGKILL'), KILL_AFTER_MS).unref();
}

/** The whole group: `temporal` on the PATH may be a script that started the real one. */
function end(signal: NodeJS.Signals): void {
  if (process.platform === 'win32') server.kill(signal);
  else process.kill(-process.pid, signal);
}

process.once('disconnect', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
server.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.once('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)));

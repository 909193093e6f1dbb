import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';

const TAIL_LINES = 15;

/** Runs a command to its end, handing over each line of its error output; rejects with the last lines where it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd' | 'signal'>,
  onLine: (line: string) => void = () => {},
): Promise<void> {
  const tail: string[] = [];
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  createInterface({ input: child.stderr }).on('line', (line) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    onLine(line);
  });
  // An aborted command is an error at once, but it is over only when its streams are closed.
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const ended = await new Promise<string | number>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  if (failure !== undefined) throw failure;
  if (ended !== 0) throw new Error([`ended with ${ended}`, ...tail].join('\n  '));
}

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the benchmark that answers one message at a time; see {@link serve}. */
export interface Child {
  /** What the child said when it was ready. */
  readonly ready: Record<string, unknown>;
  /** Milliseconds from the fork to that. */
  readonly startMs: number;
  ask<T>(message: object): Promise<T>;
  close(): Promise<void>;
}

export async function startChild(name: string, options: object = {}): Promise<Child> {
  const began = performance.now();
  const child = fork(join(__dirname, '..', 'children', `${name}.js`), [JSON.stringify(options)]);
  const ready = await nextMessage<Record<string, unknown>>(child, name);
  return {
    ready,
    startMs: performance.now() - began,
    async ask(message) {
      child.send(message);
      return nextMessage(child, name);
    },
    async close() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function nextMessage<T>(child: ChildProcess, name: string): Promise<T> {
  const done = new AbortController();
  const { signal } = done;
  const exit = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the benchmark's process ${name} ended with ${String(code)}`);
  });
  exit.catch(() => undefined);
  const message = once(child, 'message', { signal });
  message.catch(() => undefined);
  try {
    const [reply] = (await Promise.race([message, exit])) as [{ error?: string }];
    if (reply.error !== undefined) throw new Error(`${name}: ${reply.error}`);
    return reply as T;
  } finally {
    done.abort();
  }
}

/** The child's side: says that it is ready, answers each message, ends with its parent. */
export async function serve(
  ready: object,
  answer: (message: Record<string, unknown>) => Promise<object>,
  close: () => Promise<unknown>,
): Promise<void> {
  process.on('message', (message: Record<string, unknown>) => {
    answer(message).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  const disconnected = once(process, 'disconnect');
  process.send?.(ready);
  await disconnected;
  await close();
  process.exit(0);
}

export function childOptions(): unknown {
  return JSON.parse(process.argv[2] ?? '{}');
}

/** CPU of this process in microseconds. */
export function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

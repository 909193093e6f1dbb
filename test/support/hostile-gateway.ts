import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ScenarioStats {
  readonly requests: number;
  readonly authorizations: readonly string[];
  readonly dates: readonly string[];
  readonly times: readonly number[];
}

export interface HostileGateway {
  readonly address: string;
  stats(): Promise<{ stray: number; scenarios: Readonly<Record<string, ScenarioStats>> }>;
  reset(): Promise<void>;
  /** Ports of listeners with trouble below HTTP. */
  ports(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** Starts the server that plays scenarios, on a free port, as a process of its own. */
export async function startHostileGateway(script: string, scenarios: string): Promise<HostileGateway> {
  const child = spawn(process.execPath, [script, '0', scenarios], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    exited.then(() => ''),
  ]);
  const address = /http:\/\/\S+?(?=,|$)/.exec(line)?.[0];
  if (address === undefined) throw new Error(`${script} did not start: ${line || 'it ended'}`);
  const json = async (path: string): Promise<unknown> => (await fetch(`${address}${path}`)).json();
  return {
    address,
    stats: async () => (await json('/__stats')) as Awaited<ReturnType<HostileGateway['stats']>>,
    ports: async () => (await json('/__ports')) as Readonly<Record<string, number>>,
    reset: async () => {
      await (await fetch(`${address}/__reset`, { method: 'POST' })).text();
    },
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

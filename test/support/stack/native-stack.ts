import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findTemporal } from '#dist/dev-server/index';
import { type ComposeService, readComposeFile } from '../compose-file';
import { localize } from './localize';
import { postgresqlBin } from './missing-programs';
import { CommandPart, type Part } from './parts';
import { Postgresql } from './postgresql';
import { type StackPorts, stackPorts } from './stack-ports';
import { startOrder } from './start-order';
import { findServerCommands } from './temporal-commands';

const run = promisify(execFile);
const report = (line: string): void => void process.stderr.write(`${line}\n`);
const TFG = require.resolve('#dist/cli/tfg');
const POLL_MS = 100;
const HEALTHY_WITHIN_MS = 60_000;

/** Takes no part in a run, and Temporal's Go modules have it in the dev server alone. */
const NOT_RUN = 'ui';

export interface StackOptions {
  /** The services to start. Default: all. */
  readonly only?: readonly string[];
  /** Whether PostgreSQL waits for the disk with each commit. Default: no; a test's data need not outlast the machine. */
  readonly fsync?: boolean;
}

/** The services of docker-compose.yml as processes of this machine: same commands, settings, order and health checks. */
export class NativeStack {
  /** `HOST:PORT` of Temporal. */
  readonly address: string;
  /** The worker's HTTP port. */
  readonly workerUrl: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tfg-stack-'));
  readonly #path: string;
  readonly #services: Readonly<Record<string, ComposeService>>;
  readonly #parts = new Map<string, Part>();
  readonly #postgresqlBin = postgresqlBin() ?? '';

  private constructor(
    variables: Readonly<Record<string, string>>,
    private readonly commands: Readonly<Record<string, string>>,
    private readonly ports: StackPorts,
    private readonly fsync: boolean,
  ) {
    chmodSync(this.#folder, 0o755);
    const bin = join(this.#folder, 'bin');
    mkdirSync(bin);
    for (const [name, path] of Object.entries(commands)) symlinkSync(path, join(bin, name));
    this.#path = [bin, this.#postgresqlBin, process.env['PATH']].join(delimiter);
    const volumes = join(this.#folder, 'volumes');
    const { [NOT_RUN]: _, ...services } = localize(readComposeFile(), variables, ports.all, volumes);
    this.#services = services;
    this.address = `127.0.0.1:${ports.local(7233)}`;
    this.workerUrl = `http://127.0.0.1:${ports.local(8080)}`;
  }

  /** Starts the services in their order; `variables` are what a user writes into `.env`. */
  static async up(
    variables: Readonly<Record<string, string>>,
    options: StackOptions = {},
  ): Promise<NativeStack> {
    const commands = { ...(await findServerCommands(report)), temporal: await findTemporal({ report }) };
    const stack = new NativeStack(variables, commands, await stackPorts(), options.fsync ?? false);
    const { only = Object.keys(stack.#services) } = options;
    try {
      for (const name of only) stack.#service(name);
      for (const name of startOrder(stack.#services)) if (only.includes(name)) await stack.start(name);
    } catch (error) {
      await stack.down();
      throw error;
    }
    return stack;
  }

  /** Runs a job, or starts a part that does not run; resolves when it is done or healthy. */
  async start(name: string): Promise<void> {
    const service = this.#service(name);
    if (service.healthcheck === undefined) {
      await this.#run(service.command ?? [], service.environment);
      return;
    }
    const part = this.#parts.get(name) ?? this.#part(name, service);
    this.#parts.set(name, part);
    await part.start();
    await this.#untilHealthy(name, part, service.healthcheck.test);
  }

  async stop(name: string): Promise<void> {
    await this.#parts.get(name)?.stop();
  }

  /** Runs a command of the shell as in a container of the service; resolves with what it writes. */
  async run(name: string, line: string, cwd: string): Promise<string> {
    const { environment = {} } = this.#service(name);
    // PostgreSQL's own programs need no password inside of its container.
    const { POSTGRES_PASSWORD = '' } = environment;
    const port = String(this.ports.local(5432));
    const database = { PGHOST: '127.0.0.1', PGPORT: port, PGPASSWORD: POSTGRES_PASSWORD };
    const { stdout } = await this.#run(['sh', '-c', line], { ...environment, ...database }, cwd);
    return stdout;
  }

  /** Ends PostgreSQL in the middle of whatever it does. */
  async crashPostgresql(): Promise<void> {
    await (this.#parts.get('postgresql') as Postgresql).crash();
  }

  async down(): Promise<void> {
    try {
      for (const part of [...this.#parts.values()].toReversed()) await part.stop();
    } finally {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  #part(name: string, service: ComposeService): Part {
    const { environment = {} } = service;
    const logFile = join(this.#folder, `${name}.log`);
    if (name === 'postgresql')
      return new Postgresql({
        bin: this.#postgresqlBin,
        folder: this.#folder,
        port: this.ports.local(5432),
        fsync: this.fsync,
        user: environment['POSTGRES_USER'] ?? '',
        password: environment['POSTGRES_PASSWORD'] ?? '',
      });
    const [command, args, more] =
      name === 'temporal'
        ? [this.commands['temporal-server'] ?? '', ['start'], this.ports.serverEnv]
        : [process.execPath, [TFG, ...(service.command ?? [])], {}];
    return new CommandPart({ command, args, env: this.#env({ ...environment, ...more }), logFile });
  }

  async #untilHealthy(name: string, part: Part, [kind, ...check]: readonly string[]): Promise<void> {
    if (kind !== 'CMD') throw new Error(`the health check of ${name} is a ${kind}; only CMD is run here`);
    const deadlineMs = performance.now() + HEALTHY_WITHIN_MS;
    for (;;) {
      try {
        await this.#run(check);
        return;
      } catch (error) {
        if (part.hasEnded() || performance.now() > deadlineMs)
          throw new Error(
            `${name} ${part.hasEnded() ? 'ended' : 'did not become healthy'}. Its log:\n${part.log()}`,
            { cause: error },
          );
      }
      await sleep(POLL_MS);
    }
  }

  async #run(
    [program = '', ...args]: readonly string[],
    environment: NodeJS.ProcessEnv = {},
    cwd = this.#folder,
  ) {
    return run(program, args, { cwd, env: this.#env(environment) });
  }

  #env(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { HOME: process.env['HOME'], ...environment, PATH: this.#path };
  }

  #service(name: string): ComposeService {
    const service = this.#services[name];
    if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
    return service;
  }
}

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGuarded, type GuardedProcess } from '#dist/dev-server/guarded-process';
import { openLog, type ServerLog } from '#dist/dev-server/server-log';
import type { Part } from './parts';

const run = promisify(execFile);

export interface PostgresqlOptions {
  /** Folder of PostgreSQL's programs. */
  readonly bin: string;
  /** An existing folder that every user may look into; the data goes below it. */
  readonly folder: string;
  readonly port: number;
  /** Whether each commit waits for the disk. */
  readonly fsync: boolean;
  readonly user: string;
  readonly password: string;
}

/** A PostgreSQL cluster of its own, with password checks on 127.0.0.1 and no socket, as in its container. */
export class Postgresql implements Part {
  readonly #log: ServerLog;
  readonly #home: string;
  readonly #data: string;
  #server: GuardedProcess | undefined;

  constructor(private readonly options: PostgresqlOptions) {
    this.#log = openLog(join(options.folder, 'postgresql.log'));
    this.#home = join(options.folder, 'postgresql');
    this.#data = join(this.#home, 'data');
  }

  /** Makes the cluster with the first start. */
  async start(): Promise<void> {
    if (!existsSync(this.#home)) await this.#create();
    const fsync = `fsync=${this.options.fsync ? 'on' : 'off'}`;
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', fsync];
    const args = [
      '-D',
      this.#data,
      '-p',
      String(this.options.port),
      ...settings.map((setting) => `-c${setting}`),
    ];
    this.#server = startGuarded(...this.#asItsUser('postgres', args), this.#log);
  }

  /** As a crash ends it: it recovers with its next start. */
  async crash(): Promise<void> {
    await this.#end('immediate');
  }

  async stop(): Promise<void> {
    await this.#end('fast');
  }

  hasEnded(): boolean {
    return this.#server?.hasEnded() ?? true;
  }

  log(): string {
    return this.#log.tail();
  }

  async #create(): Promise<void> {
    const { user, password } = this.options;
    mkdirSync(this.#home);
    const passwordFile = join(this.#home, 'password');
    writeFileSync(passwordFile, password);
    if (isRoot()) await run('chown', ['-R', 'postgres', this.#home]);
    await this.#run('initdb', [
      `--pgdata=${this.#data}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
    ]);
  }

  async #end(mode: 'fast' | 'immediate'): Promise<void> {
    if (this.hasEnded()) return;
    await this.#run('pg_ctl', ['stop', `--pgdata=${this.#data}`, `--mode=${mode}`, '--wait']);
    await this.#server?.stop();
  }

  async #run(program: string, args: string[]): Promise<void> {
    await run(...this.#asItsUser(program, args), { cwd: this.#home });
  }

  #asItsUser(program: string, args: string[]): [string, string[]] {
    const command = join(this.options.bin, program);
    if (!isRoot()) return [command, args];
    return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--', command, ...args]];
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

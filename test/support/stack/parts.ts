import { startGuarded, type GuardedProcess } from '#dist/dev-server/guarded-process';
import { openLog, type ServerLog } from '#dist/dev-server/server-log';

/** A service of docker-compose.yml as processes of this machine, which end with this one. */
export interface Part {
  start(): Promise<void> | void;
  /** As `docker compose stop` does; resolves when it has ended. */
  stop(): Promise<void>;
  hasEnded(): boolean;
  /** The end of its log. */
  log(): string;
}

export interface CommandOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** All that it has of an environment, as in its container. */
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** A service that is one command. */
export class CommandPart implements Part {
  readonly #log: ServerLog;
  #process: GuardedProcess | undefined;

  constructor(private readonly options: CommandOptions) {
    this.#log = openLog(options.logFile);
  }

  start(): void {
    const { command, args, env } = this.options;
    this.#process = startGuarded(command, args, this.#log, env);
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  hasEnded(): boolean {
    return this.#process?.hasEnded() ?? true;
  }

  log(): string {
    return this.#log.tail();
  }
}

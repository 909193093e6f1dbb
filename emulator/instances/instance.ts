import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { type Duplex, PassThrough } from 'node:stream';
import { join } from 'node:path';
import { type Deployment, instanceEnvironment } from './deployment';
import {
  type CallMeta,
  decodeLog,
  decodeReply,
  encodeCall,
  encodeFrame,
  FrameKind,
  FrameReader,
} from './frames';
import { OUT_OF_MEMORY, type Outcome, PROCESS_EXITED, platformFailure } from './outcome';

export interface InstanceSettings {
  readonly deployment: Deployment;
  readonly projectId: string;
  readonly maxResponseBytes: number;
  /** Text that the function wrote; `requestId` is empty where no call can be told. */
  readonly onLog: (requestId: string, text: Buffer) => void;
  /** The process is gone. */
  readonly onExit: () => void;
}

const ENTRY = join(__dirname, '..', 'runtime', 'main.js');
/** Enough to recognise V8's last words. */
const STDERR_TAIL_BYTES = 8192;

/**
 * One instance of a function: a process of its own, so that whatever the code does (exit, loop, run out of memory,
 * corrupt itself) ends with it. It works on one call at a time.
 */
export class Instance {
  readonly pid: number;
  /** Absent where the system would not even try to start one. */
  private readonly child: ChildProcess | undefined;
  private readonly channel: Duplex;
  private readonly reader = new FrameReader((kind, payload) => this.receive(kind, payload));
  private readonly booted: Promise<boolean>;
  private markBooted: (alive: boolean) => void = () => undefined;
  private finish: ((outcome: Outcome | undefined) => void) | undefined;
  private stderr = Buffer.alloc(0);
  private startedAt = 0;
  private exited = false;
  private crashed = false;

  constructor(private readonly settings: InstanceSettings) {
    const { deployment, projectId, maxResponseBytes } = settings;
    this.booted = new Promise((resolve) => (this.markBooted = resolve));
    this.child = this.spawn([`--max-old-space-size=${deployment.memoryMb}`, ENTRY], {
      cwd: deployment.codeRoot,
      env: instanceEnvironment(deployment, projectId, maxResponseBytes),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // A process group of its own: a Ctrl-C is the emulator's to handle, and children of the function end with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.pid = this.child?.pid ?? 0;
    // Without a process there are no pipes either; the error event tells.
    this.channel = this.pid === 0 ? new PassThrough() : (this.child?.stdio[3] as Duplex);
    this.channel.on('data', (chunk: Buffer) => this.read(chunk));
    this.channel.on('error', () => this.kill());
    this.child?.stdout?.on('data', (chunk: Buffer) => settings.onLog('', chunk));
    this.child?.stderr?.on('data', (chunk: Buffer) => {
      this.stderr = Buffer.concat([this.stderr, chunk]).subarray(-STDERR_TAIL_BYTES);
      settings.onLog('', chunk);
    });
    this.child?.on('error', (error) => this.notStarted(error));
    this.child?.on('close', () => this.end());
  }

  /** Whether it can take a further call. */
  get usable(): boolean {
    return !this.exited && !this.crashed;
  }

  /** Waits for the process. Resolves with the failure, if any. */
  async boot(): Promise<Outcome | undefined> {
    return (await this.booted) ? undefined : this.lastWords();
  }

  /** Runs the initializer. Resolves with the failure, if any. */
  async initialize(meta: CallMeta): Promise<Outcome | undefined> {
    this.startedAt = performance.now();
    return this.send(encodeFrame(FrameKind.Initialize, Buffer.from(JSON.stringify(meta))));
  }

  /** Calls the handler. The outcome is also given when the process ends instead of answering. */
  async call(meta: CallMeta, event: Buffer): Promise<Outcome> {
    this.startedAt = performance.now();
    return (await this.send(encodeCall(meta, event))) ?? this.lastWords();
  }

  /** Ends the process at once; a running call ends with `reason`, or as a process that has exited. */
  kill(reason?: Outcome): void {
    if (reason) this.settle(reason);
    if (this.exited || this.pid === 0) return;
    this.crashed = true;
    try {
      process.kill(process.platform === 'win32' ? this.pid : -this.pid, 'SIGKILL');
    } catch {
      this.child?.kill('SIGKILL');
    }
  }

  /** Some errors are thrown at once (an environment that is too long), others are told by an event. */
  private spawn(args: readonly string[], options: SpawnOptions): ChildProcess | undefined {
    try {
      return spawn(process.execPath, args, options);
    } catch (error) {
      setImmediate(() => this.notStarted(error as Error));
      return undefined;
    }
  }

  private notStarted({ message }: Error): void {
    this.settings.onLog('', Buffer.from(`The process of the function cannot be started: ${message}\n`));
    this.end();
  }

  private async send(frame: Buffer): Promise<Outcome | undefined> {
    return new Promise((resolve) => {
      this.finish = resolve;
      if (this.exited) this.settle(this.lastWords());
      else this.channel.write(frame);
    });
  }

  private read(chunk: Buffer): void {
    try {
      this.reader.push(chunk);
    } catch {
      this.kill();
    }
  }

  private receive(kind: FrameKind, payload: Buffer): void {
    switch (kind) {
      case FrameKind.Booted:
        this.markBooted(true);
        break;
      case FrameKind.Initialized:
        this.settle(undefined);
        break;
      case FrameKind.Log: {
        const { requestId, text } = decodeLog(payload);
        this.settings.onLog(requestId, text);
        break;
      }
      case FrameKind.Crash:
        this.crashed = true;
        this.settle(decodeReply(payload));
        break;
      case FrameKind.Result:
      case FrameKind.Failure:
        this.settle(decodeReply(payload));
        break;
      case FrameKind.Initialize:
      case FrameKind.Call:
        this.kill();
        break;
    }
  }

  private settle(outcome: Outcome | undefined): void {
    const { finish } = this;
    this.finish = undefined;
    finish?.(outcome);
  }

  private end(): void {
    if (this.exited) return;
    this.exited = true;
    this.markBooted(false);
    this.settle(this.lastWords());
    this.settings.onExit();
  }

  private lastWords(): Outcome {
    const durationMs = performance.now() - this.startedAt;
    return this.stderr.includes('JavaScript heap out of memory')
      ? platformFailure(OUT_OF_MEMORY, 'runtime memory limit exceeded', durationMs)
      : platformFailure(PROCESS_EXITED, 'runtime process is exited', durationMs);
  }
}

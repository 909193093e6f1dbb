import type { Deployment } from './deployment';
import type { CallMeta } from './frames';
import { Instance } from './instance';
import { exceedsMemory } from './memory-watch';
import {
  CANCELED,
  INITIALIZATION_TIMED_OUT,
  OUT_OF_MEMORY,
  type Outcome,
  platformFailure,
  TIMED_OUT,
} from './outcome';

export interface PoolSettings {
  readonly deployment: Deployment;
  readonly projectId: string;
  readonly maxResponseBytes: number;
  /** How many instances may be starting at a time; calls that wait meanwhile take whichever is free first. */
  readonly maxStarting: number;
  readonly onLog: (requestId: string, text: Buffer) => void;
  readonly onInstance: (pid: number, change: 'started' | 'ended') => void;
}

interface WaitingCall {
  readonly meta: CallMeta;
  readonly event: Buffer;
  readonly onLog: (text: Buffer) => void;
  readonly resolve: (outcome: Outcome) => void;
}

interface RunningCall {
  readonly requestId: string;
  readonly onLog: (text: Buffer) => void;
}

/** The platform starts up to three instances before it gives up on an initializer. */
const MAX_INITIALIZATIONS = 3;
/** An instance that nobody calls ends after this time. */
const IDLE_MS = 5 * 60_000;
const MEMORY_CHECK_MS = 100;
/** Calls wait this long for the instances that there are before a further one starts. */
const STALL_MS = 20;

/** The instances of one version of a function. Each works on one call at a time; further calls get further instances. */
export class InstancePool {
  private readonly idle: Instance[] = [];
  private readonly waiting: WaitingCall[] = [];
  private readonly running = new Map<Instance, RunningCall>();
  private readonly instances = new Set<Instance>();
  private readonly idleTimers = new Map<Instance, NodeJS.Timeout>();
  private readonly drained: (() => void)[] = [];
  private starting = 0;
  private failedInitializations = 0;
  private retired = false;
  /** When a waiting call last got an instance. */
  private takenAt = -Infinity;
  private stallTimer: NodeJS.Timeout | undefined;

  constructor(private readonly settings: PoolSettings) {}

  /** Whether it has processes, or calls that wait for one. */
  get busy(): boolean {
    return this.instances.size > 0 || this.waiting.length > 0;
  }

  /** Calls the function. `onLog` gets what the call writes until it has ended. */
  async call(meta: CallMeta, event: Buffer, onLog: (text: Buffer) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      this.waiting.push({ meta, event, onLog, resolve });
      this.serve();
    });
  }

  /** Ends a waiting or running call. Says whether it was there. */
  cancel(requestId: string): boolean {
    const canceled = platformFailure(CANCELED, 'function invocation canceled', 0);
    const index = this.waiting.findIndex(({ meta }) => meta.requestId === requestId);
    if (index >= 0) {
      this.waiting.splice(index, 1)[0]?.resolve(canceled);
      return true;
    }
    for (const [instance, call] of this.running)
      if (call.requestId === requestId) {
        instance.kill(canceled);
        return true;
      }
    return false;
  }

  /** Takes no further calls: running and waiting ones finish, and then the instances end. */
  retire(): void {
    this.retired = true;
    for (const instance of this.idle.splice(0)) instance.kill();
  }

  /** Ends all instances at once, running calls included. Resolves when no process is left. */
  async close(): Promise<void> {
    this.retired = true;
    for (const { resolve } of this.waiting.splice(0))
      resolve(platformFailure(CANCELED, 'function invocation canceled', 0));
    for (const instance of this.instances) instance.kill();
    if (this.instances.size > 0) await new Promise<void>((resolve) => this.drained.push(resolve));
  }

  private serve(): void {
    while (this.waiting.length > 0 && this.idle.length > 0) {
      const instance = this.idle.pop();
      clearTimeout(this.idleTimers.get(instance as Instance));
      if (instance?.usable) void this.run(instance, this.waiting.shift() as WaitingCall);
    }
    if (this.waiting.length > 0 && this.instances.size === 0) void this.start();
    if (this.waiting.length > this.starting) this.stallTimer ??= setTimeout(() => this.grow(), STALL_MS);
  }

  /** A further instance is worth its start only where the ones that there are do not get the calls done. */
  private grow(): void {
    this.stallTimer = undefined;
    const stalled = performance.now() - this.takenAt >= STALL_MS;
    if (stalled && this.starting < Math.min(this.waiting.length, this.settings.maxStarting))
      void this.start();
    this.serve();
  }

  private async run(instance: Instance, call: WaitingCall): Promise<void> {
    const { timeoutSeconds, memoryMb } = this.settings.deployment;
    this.takenAt = performance.now();
    this.running.set(instance, { requestId: call.meta.requestId, onLog: call.onLog });
    const startedAt = performance.now();
    const end = (code: number, message: string): void =>
      instance.kill(platformFailure(code, message, performance.now() - startedAt));
    const timeout = setTimeout(
      () => end(TIMED_OUT, `call invoke timeout ${timeoutSeconds}s`),
      timeoutSeconds * 1000,
    );
    const memoryCheck = setInterval(() => {
      if (exceedsMemory(instance.pid, memoryMb)) end(OUT_OF_MEMORY, 'runtime memory limit exceeded');
    }, MEMORY_CHECK_MS);
    const outcome = await instance.call(call.meta, call.event);
    clearTimeout(timeout);
    clearInterval(memoryCheck);
    this.running.delete(instance);
    call.resolve(outcome);
    this.release(instance);
  }

  private async start(): Promise<void> {
    this.starting++;
    const instance = this.spawn();
    const failure = await this.initialize(instance);
    this.starting--;
    if (!failure) {
      this.failedInitializations = 0;
      this.release(instance);
      return;
    }
    instance.kill();
    this.failedInitializations++;
    if (this.failedInitializations >= MAX_INITIALIZATIONS) {
      this.failedInitializations = 0;
      for (const { resolve } of this.waiting.splice(0)) resolve(failure);
    }
    this.serve();
  }

  private spawn(): Instance {
    const { deployment, projectId, maxResponseBytes, onInstance } = this.settings;
    const instance: Instance = new Instance({
      deployment,
      projectId,
      maxResponseBytes,
      onLog: (requestId, text) => {
        const call = this.running.get(instance);
        if (call && (requestId === call.requestId || requestId === '')) call.onLog(text);
        this.settings.onLog(requestId, text);
      },
      onExit: () => {
        onInstance(instance.pid, 'ended');
        this.instances.delete(instance);
        clearTimeout(this.idleTimers.get(instance));
        this.idleTimers.delete(instance);
        if (this.instances.size === 0) for (const resolve of this.drained.splice(0)) resolve();
      },
    });
    this.instances.add(instance);
    onInstance(instance.pid, 'started');
    return instance;
  }

  private async initialize(instance: Instance): Promise<Outcome | undefined> {
    const { initializer, initializerTimeoutSeconds: seconds } = this.settings.deployment;
    const dead = await instance.boot();
    if (dead || initializer === undefined) return dead;
    const message = `runtime initialization timed out after ${seconds}s`;
    const timedOut = platformFailure(INITIALIZATION_TIMED_OUT, message, seconds * 1000);
    const timeout = setTimeout(() => instance.kill(timedOut), seconds * 1000);
    const requestId = this.waiting[0]?.meta.requestId ?? '';
    const failure = await instance.initialize({ requestId, alias: '' });
    clearTimeout(timeout);
    return failure;
  }

  private release(instance: Instance): void {
    if (!instance.usable) instance.kill();
    else if (this.retired && this.waiting.length === 0) instance.kill();
    else {
      this.idle.push(instance);
      const timer = setTimeout(() => this.expire(instance), IDLE_MS);
      this.idleTimers.set(instance, timer.unref());
    }
    this.serve();
  }

  private expire(instance: Instance): void {
    const index = this.idle.indexOf(instance);
    if (index >= 0) this.idle.splice(index, 1);
    instance.kill();
  }
}

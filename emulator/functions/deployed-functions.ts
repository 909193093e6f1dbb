import type { Deployment } from '../instances/deployment';
import { InstanceGuard } from '../instances/guard';
import { InstancePool } from '../instances/pool';
import type { EmulatorEvent } from '../options';
import { deploymentOf, type LocalFunction } from './local-function';
import { FunctionRegistry } from './registry';

export interface DeploymentSettings {
  readonly folders: readonly string[];
  readonly projectId: string;
  readonly maxResponseBytes: number;
  readonly maxStarting: number;
  readonly onEvent: (event: EmulatorEvent) => void;
}

/** The functions and their running instances. */
export class DeployedFunctions {
  private readonly registry: FunctionRegistry;
  private readonly pools = new Map<string, Map<string, InstancePool>>();
  private retired: InstancePool[] = [];
  private readonly guard = new InstanceGuard();
  private closed = false;

  constructor(private readonly settings: DeploymentSettings) {
    this.registry = new FunctionRegistry(settings.folders, (name) => this.reload(name));
  }

  find(name: string): LocalFunction | undefined {
    return this.registry.find(name);
  }

  names(): string[] {
    return this.registry.names();
  }

  list(): LocalFunction[] {
    return this.registry.list();
  }

  /** The instances of a version, with another memory size where one is asked for. Undefined: there is no such version. */
  pool(local: LocalFunction, version: string, memoryMb?: number): InstancePool | undefined {
    if (this.closed) throw new Error('The emulator is closing.');
    const pools = this.pools.get(local.name) ?? new Map<string, InstancePool>();
    this.pools.set(local.name, pools);
    const key = `${version} ${memoryMb ?? ''}`;
    const known = pools.get(key);
    if (known) return known;
    const deployment = deploymentOf(local, version);
    if (!deployment) return undefined;
    const pool = this.start(memoryMb === undefined ? deployment : { ...deployment, memoryMb });
    pools.set(key, pool);
    return pool;
  }

  /** Ends every instance at once. */
  async close(): Promise<void> {
    this.closed = true;
    const pools = [...this.pools.values()].flatMap((byVersion) => [...byVersion.values()]);
    await Promise.all([...pools, ...this.retired].map((pool) => pool.close()));
    this.guard.close();
  }

  private start(deployment: Deployment): InstancePool {
    const { projectId, maxResponseBytes, maxStarting, onEvent } = this.settings;
    const { functionName, version } = deployment;
    return new InstancePool({
      deployment,
      projectId,
      maxResponseBytes,
      maxStarting,
      onLog: (requestId, text) => onEvent({ type: 'log', functionName, requestId, text: text.toString() }),
      onInstance: (pid, change) => {
        if (change === 'started') this.guard.watch(pid);
        else this.guard.forget(pid);
        onEvent({ type: 'instance', functionName, version, pid, change });
      },
    });
  }

  private reload(functionName: string): void {
    const pools = [...(this.pools.get(functionName)?.values() ?? [])];
    for (const pool of pools) pool.retire();
    this.retired = [...this.retired, ...pools].filter((pool) => pool.busy);
    this.pools.delete(functionName);
    this.settings.onEvent({ type: 'reload', functionName });
  }
}

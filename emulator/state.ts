import type { Authenticator } from './auth/authenticator';
import type { AsyncCalls } from './async-calls';
import type { FaultPlan } from './faults/fault-plan';
import type { DeployedFunctions } from './functions/deployed-functions';
import type { EmulatorEvent } from './options';

/** What the handlers of requests share. */
export interface EmulatorState {
  readonly region: string;
  readonly projectId: string;
  readonly failureStatus: 200 | 500;
  readonly concurrency: number;
  readonly gatewayTimeoutMs: number;
  readonly functions: DeployedFunctions;
  readonly faults: FaultPlan;
  readonly authenticator: Authenticator;
  readonly asyncCalls: AsyncCalls;
  readonly emit: (event: EmulatorEvent) => void;
  /** Synchronous calls that are running. */
  running: number;
}

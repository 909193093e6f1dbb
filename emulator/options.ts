import type { Credentials } from '../functiongraph/credentials';
import type { FaultScript } from './faults/fault';

export interface EmulatorOptions {
  /** Folder with one folder per function, or several such folders. */
  readonly functions: string | readonly string[];
  /** Address to listen on. Default `127.0.0.1`: another machine reaches it only where this says so. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** The only project that is served; calls of another are refused with 403. Default: 32 zeros. */
  readonly projectId?: string;
  /** Region in the functions' URNs. Default `cn-north-4`. */
  readonly region?: string;
  /** Key pairs whose signatures pass. With neither keys nor a token every request passes. */
  readonly keys?: Credentials | readonly Credentials[];
  /** An `X-Auth-Token` that passes. */
  readonly token?: string;
  /** Refuse a key for five minutes after six failures in a row, as the gateway does. Default false. */
  readonly lockKeys?: boolean;
  /** HTTP status of a function that failed: the documentation can be read either way. Default 200. */
  readonly failureStatus?: 200 | 500;
  readonly limits?: EmulatorLimits;
  /** Scripted misbehaviour, as in `faults.yaml`; it comes before that of the file. */
  readonly faults?: FaultScript;
  /** A number from 0 up to 1, for faults with a probability. Default `Math.random`. */
  readonly random?: () => number;
  /** Gets everything that happens. What it throws is thrown at whoever caused the event: do not throw. */
  readonly onEvent?: (event: EmulatorEvent) => void;
}

export interface EmulatorLimits {
  /** Synchronous calls that run or wait at a time, over all functions; a further one gets 429 `FSS.0429`. Default 100, as an account has. */
  readonly concurrency?: number;
  /** A synchronous call that takes longer gets 504 `APIGW.0201` while the function goes on. Milliseconds, default 90,000. */
  readonly gatewayTimeoutMs?: number;
  /** Instances of one function version that start at the same time. Default: one per CPU, at least 2. */
  readonly startingInstances?: number;
}

export interface Emulator {
  /** `http://127.0.0.1:9000`. */
  readonly address: string;
  /** Of the folders that are there now, in alphabetical order; whether their functions can be loaded shows when they are called. */
  functionNames(): string[];
  /** Replaces the faults of the options; counting of calls starts again. */
  setFaults(faults: FaultScript): void;
  /** Cuts what is still running and ends every process. Resolves when nothing is left. */
  close(): Promise<void>;
}

/** One thing that happened, for a log line or a test. `requestId` ties the events of one call together. */
export type EmulatorEvent =
  | {
      readonly type: 'call';
      readonly requestId: string;
      readonly functionName: string;
      readonly version: string;
    }
  | {
      readonly type: 'answer';
      readonly requestId: string;
      readonly functionName: string;
      readonly version: string;
      /** Kernel status; 0 for a result. */
      readonly code: number;
      readonly durationMs: number;
    }
  /** A request that was answered without calling a function. */
  | {
      readonly type: 'refused';
      readonly requestId: string;
      readonly status: number;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'fault';
      readonly requestId: string;
      readonly functionName: string;
      readonly call: number;
      readonly fault: string;
    }
  /** What a function wrote to its console or logger. */
  | { readonly type: 'log'; readonly functionName: string; readonly requestId: string; readonly text: string }
  | {
      readonly type: 'instance';
      readonly functionName: string;
      readonly version: string;
      readonly pid: number;
      readonly change: 'started' | 'ended';
    }
  /** A function's files have changed: further calls run the new code. */
  | { readonly type: 'reload'; readonly functionName: string };

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionsFolderError, describeIssues, readYaml } from '../functions/read-yaml';
import { type Fault, type FaultScript, faultsSchema } from './fault';

type Script = Readonly<Record<string, readonly Fault[]>>;

/** What strikes one call: a wait, and at most one further fault. */
export interface Strike {
  /** Number of the call, from 1. */
  readonly call: number;
  readonly delayMs: number;
  readonly fault: Exclude<Fault, { fault: 'delay' }> | undefined;
}

/** Counts the calls of each function and says which of them go wrong, as `faults.yaml` and the options script it. */
export class FaultPlan {
  private readonly calls = new Map<string, number>();
  private readonly files: readonly string[];
  private fromOptions: Script;
  private fromFiles: Script = {};
  private mark = '';

  /** @param random A number from 0 up to 1, for faults with a probability. */
  constructor(
    folders: readonly string[],
    script: FaultScript,
    private readonly random: () => number,
  ) {
    this.files = folders.map((folder) => join(folder, 'faults.yaml'));
    this.fromOptions = check(script);
    this.readFiles();
  }

  /** Replaces the script of the options; counting starts again. */
  replace(script: FaultScript): void {
    this.fromOptions = check(script);
    this.calls.clear();
  }

  /** Counts a call. */
  next(functionName: string): Strike {
    this.readFiles();
    const call = (this.calls.get(functionName) ?? 0) + 1;
    this.calls.set(functionName, call);
    const own = (script: Script): readonly Fault[] =>
      Object.hasOwn(script, functionName) ? (script[functionName] ?? []) : [];
    let delayMs = 0;
    for (const fault of [...own(this.fromOptions), ...own(this.fromFiles)]) {
      if (!includes(fault.calls, call) || this.random() >= (fault.probability ?? 1)) continue;
      if (fault.fault !== 'delay') return { call, delayMs, fault };
      delayMs += fault.delayMs;
    }
    return { call, delayMs, fault: undefined };
  }

  /** A changed file takes effect at once, and counting starts again. */
  private readFiles(): void {
    const mark = this.files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs).join();
    if (mark === this.mark) return;
    this.fromFiles = Object.assign({}, ...this.files.map((file) => readYaml(file, faultsSchema))) as Script;
    this.mark = mark;
    this.calls.clear();
  }
}

function check(script: FaultScript): Script {
  const checked = faultsSchema.safeParse(script);
  if (checked.success) return checked.data;
  throw new FunctionsFolderError(`The faults of the emulator's options: ${describeIssues(checked.error)}`);
}

function includes(calls: string | undefined, call: number): boolean {
  if (calls === undefined) return true;
  return calls.split(',').some((range) => {
    const [first = '', last] = range.trim().split('-');
    return call >= Number(first) && (last === '' || call <= Number(last ?? first));
  });
}

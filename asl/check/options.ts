/** What a check may know of a function. */
export interface FunctionFacts {
  readonly urn?: string;
  readonly delivery?: 'at-least-once' | 'at-most-once';
  readonly timeoutMs?: number;
}

export interface CheckOptions {
  /** The functions that tasks can name, as in the section `functions` of tfg.yaml. Absent: any name is taken. */
  readonly functions?: Readonly<Record<string, FunctionFacts>>;
  /** Default STANDARD. */
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  /** The mode of all tasks that do not say their own, in place of the machine's, as a run is given one at its start. */
  readonly mode?: 'standard' | 'local' | 'express';
  /** Exactly the service's language: refuse the extension `FunctionGraph`, and what only the service refuses. Default false. */
  readonly strict?: boolean;
  /** Of a definition given as text. Default: JSON where it begins with `{`, else YAML. */
  readonly format?: 'json' | 'yaml';
}

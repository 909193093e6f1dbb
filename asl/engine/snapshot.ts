/** The whole state of a run, as plain JSON. Its inside is the engine's business; `format` guards it. */
export interface Snapshot {
  readonly format: 1;
  /** The engine's behaviour version that the run was started with. */
  readonly engine: number;
}

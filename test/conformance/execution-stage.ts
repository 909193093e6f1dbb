import type { ExecutionCase } from './asl/asl-case';
import type { Complaint } from './asl/complaint';

export type Played = { readonly complaints: readonly Complaint[] } | { readonly skip: string };

/** Where executions are played, other than in this process. */
export interface ExecutionStage {
  play(given: ExecutionCase): Promise<Played>;
  /** What there is to say of it at the end. */
  readonly note: string | undefined;
  close(): Promise<void>;
}

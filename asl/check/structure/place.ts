import type { QueryLanguage } from '../../language/definition';
import type { Path } from '../../language/pointer';
import type { State } from '../machines';
import type { CheckOptions } from '../options';
import type { Report } from '../report';

/** A variable that a state reads. */
export interface VariableUse {
  readonly name: string;
  readonly path: Path;
  /** Where in the text at the path. */
  readonly index: number;
}

/** Where the check is, and what holds there. */
export interface Place {
  readonly report: Report;
  readonly options: CheckOptions;
  readonly language: QueryLanguage;
  /** Absent in the fields of a machine itself. */
  readonly state?: State;
  /** What `$states` has beside input and context. */
  readonly offers: { readonly result: boolean; readonly errorOutput: boolean };
  /** Collects the variables that are read. */
  readonly uses: VariableUse[];
}

import type { InvocationSummary } from './invocation';

/** Whether the function's code ran: `maybe` is never rounded to yes or no. */
export type Executed = 'no' | 'yes' | 'maybe';

/** What a failing function said of itself. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace?: string[];
}

export interface FunctionGraphErrorFields {
  readonly code: string;
  readonly executed: Executed;
  readonly transient: boolean;
  readonly names: readonly string[];
  readonly httpStatus?: number;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly functionError?: FunctionError;
  readonly summary?: InvocationSummary;
  readonly logs?: string;
  /** What a state machine shows as `Cause`; default: JSON of the other fields. For callers of functions of your own. */
  readonly causeText?: string;
  /** The credentials were refused (401), and the provider has given them up: the next call is sent with others. */
  readonly credentialsRenewed?: true;
}

/** Thrown when a call did not return a result. Match on `names` or `code`, never on the message. */
export class FunctionGraphError extends Error implements FunctionGraphErrorFields {
  override readonly name = 'FunctionGraphError';
  /** The code as the wire carries it (`FSS.0429`, `APIGW.0301`, `4002`), or one of our own (`ECONNREFUSED`, ...). */
  readonly code: string;
  readonly executed: Executed;
  /** Whether the same call may succeed later; read by the default retry rules only. */
  readonly transient: boolean;
  /** What retry and catch rules match on, most specific first; ends with `States.ALL`. */
  readonly names: readonly string[];
  declare readonly httpStatus?: number;
  declare readonly retryAfterMs?: number;
  declare readonly requestId?: string;
  declare readonly functionError?: FunctionError;
  declare readonly summary?: InvocationSummary;
  declare readonly logs?: string;
  declare readonly causeText?: string;
  declare readonly credentialsRenewed?: true;

  constructor(message: string, fields: FunctionGraphErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.code = fields.code;
    this.executed = fields.executed;
    this.transient = fields.transient;
    this.names = fields.names;
    for (const key of OPTIONAL) if (fields[key] !== undefined) Object.assign(this, { [key]: fields[key] });
  }
}

const OPTIONAL = [
  'httpStatus',
  'retryAfterMs',
  'requestId',
  'functionError',
  'summary',
  'logs',
  'causeText',
  'credentialsRenewed',
] as const;

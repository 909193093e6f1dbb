/** The groups of failures that rules can name, beside codes and the function's own error types. */
export const GROUPS = [
  'FunctionGraph.Throttled',
  'FunctionGraph.Unavailable',
  'FunctionGraph.Unauthorized',
  'FunctionGraph.InvalidRequest',
  'FunctionGraph.NotFound',
  'FunctionGraph.FunctionError',
  'FunctionGraph.Timeout',
  'FunctionGraph.OutcomeUnknown',
  'FunctionGraph.Connection',
  'FunctionGraph.MalformedResponse',
  'FunctionGraph.PayloadTooLarge',
] as const;

/** The names of the Amazon States Language: https://states-language.net/#appendix-a. */
const STATES = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
] as const;

/** A state machine's step that was ended because the run was cancelled. It can be caught, and is never retried. */
export const CANCELLED = 'FunctionGraph.Cancelled';

const KNOWN = new Map([...GROUPS, CANCELLED, ...STATES].map((name) => [name.toLowerCase(), name]));

/** Of `http:invoke`: the status that was no success. */
const HTTP_STATUS = /^States\.Http\.StatusCode\.[1-5]\d\d$/;

/** Why nothing can ever have this name, or `undefined`. Only the two reserved prefixes are closed sets. */
export function errorNameProblem(name: string): string | undefined {
  if (HTTP_STATUS.test(name)) return undefined;
  const known = KNOWN.get(name.toLowerCase());
  if (known !== undefined)
    return known === name ? undefined : `'${name}' names no failure; did you mean '${known}'?`;
  const prefix = ['FunctionGraph.', 'States.'].find((reserved) => name.startsWith(reserved));
  if (prefix === undefined) return undefined;
  const names = [...KNOWN.values()].filter((candidate) => candidate.startsWith(prefix));
  return `'${name}' names no failure; those that begin with ${prefix} are ${names.join(', ')}`;
}

/** Names of a call that was under way when its worker or its attempt was lost: nobody can tell whether it ran. */
export const LOST_CALL_NAMES: readonly string[] = [
  'FunctionGraph.OutcomeUnknown',
  'States.Timeout',
  'States.ALL',
];

/** Of a step that was cancelled before its next call. */
export const CANCELLED_CALL_NAMES: readonly string[] = [CANCELLED, 'States.TaskFailed', 'States.ALL'];

/** Kinds of failures, as retry and catch rules name them. */
export const FAILURE_GROUPS = [
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

export type FailureGroup = (typeof FAILURE_GROUPS)[number];

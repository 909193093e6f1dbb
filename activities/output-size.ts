import type { Invocation } from '../functiongraph/invocation';
import type { CallFailure } from './call-failure';

/** Temporal's limit for one payload, less room for the fields around the output. */
export const DEFAULT_MAX_OUTPUT_BYTES = 2 * 1024 * 1024 - 32 * 1024;

/**
 * The failure of an output that Temporal would not take. Left to the SDK it would be reported as a failure that can be
 * retried, and the function would run again for nothing.
 */
export function outputProblem(invocation: Invocation, maxBytes: number): CallFailure | undefined {
  const text = textOf(invocation.output, maxBytes);
  if (text === undefined) return undefined;
  const bytes = text === '' ? Infinity : Buffer.byteLength(text);
  if (bytes <= maxBytes) return undefined;
  const what =
    text === ''
      ? 'is nested too deeply for JSON'
      : `has ${bytes} bytes, over the ${maxBytes} that fit into Temporal's history`;
  return {
    message: `the function returned an output that ${what}; let it store the data (in OBS, for example) and return where it is`,
    code: 'FunctionGraph.PayloadTooLarge',
    executed: 'yes',
    transient: false,
    names: ['FunctionGraph.PayloadTooLarge', 'States.TaskFailed', 'States.ALL'],
    ...(invocation.requestId !== undefined && { requestId: invocation.requestId }),
    ...(invocation.summary !== undefined && { summary: invocation.summary }),
    ...(invocation.logs !== undefined && { logs: invocation.logs }),
  };
}

/** The output as JSON; `undefined` where it surely fits; empty where it cannot be written. */
function textOf(output: unknown, maxBytes: number): string | undefined {
  try {
    return atMost(output) <= maxBytes ? undefined : JSON.stringify(output);
  } catch (error) {
    if ((error as { name?: unknown }).name === 'RangeError') return '';
    throw error;
  }
}

/** `JSON.stringify` gives up at about 4,000 levels on an empty stack; the SDK writes the reply further down. */
const MAX_DEPTH = 2000;

/** An upper bound of the bytes as JSON, much cheaper than writing it. Throws a RangeError where that may be impossible. */
function atMost(value: unknown, depth = 0): number {
  if (typeof value === 'string') return 6 * value.length + 3;
  if (typeof value !== 'object' || value === null) return 26;
  if (depth === MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  let bytes = 2;
  if (Array.isArray(value)) for (const item of value) bytes += atMost(item, depth + 1) + 1;
  else
    for (const key in value)
      bytes += 6 * key.length + 4 + atMost((value as Record<string, unknown>)[key], depth + 1);
  return bytes;
}

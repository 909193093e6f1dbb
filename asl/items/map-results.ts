import type { JsonValue } from '../language/json';
import { ResultWriterError } from './result-writer-error';

export type MapItemStatus = 'SUCCEEDED' | 'FAILED' | 'PENDING';

/** What became of one item (or batch) of a distributed map: the execution of its processor. */
export interface MapItemResult {
  readonly status: MapItemStatus;
  readonly name: string;
  /** Unique: a workflow id and a path. */
  readonly id: string;
  readonly input: JsonValue;
  /** Where it succeeded. */
  readonly output?: JsonValue;
  /** Where it failed. */
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Milliseconds since the epoch; absent where it never began or ended. */
  readonly startMs?: number;
  readonly stopMs?: number;
}

/** A WriterConfig, checked. */
export interface WriterPlan {
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

const TRANSFORMATIONS = ['NONE', 'COMPACT', 'FLATTEN'] as const;
const OUTPUT_TYPES = ['JSON', 'JSONL'] as const;

/**
 * Reads a WriterConfig: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 * @throws ResultWriterError for what cannot be had
 */
export function planWriter(config: { readonly [key: string]: JsonValue | undefined }): WriterPlan {
  const { Transformation = 'NONE', OutputType = 'JSON', ...others } = config;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new ResultWriterError(
      `WriterConfig.${unknown} is not supported; known are Transformation, OutputType.`,
    );
  return {
    transformation: oneOf(TRANSFORMATIONS, 'Transformation', Transformation),
    outputType: oneOf(OUTPUT_TYPES, 'OutputType', OutputType),
  };
}

/**
 * Results as the transformation shows them: with NONE each with all that is known of its execution, else the bare output
 * (FLATTEN: a list's elements). What failed or never ran always has the first form.
 */
export function transformed(results: readonly MapItemResult[], { transformation }: WriterPlan): JsonValue[] {
  return results.flatMap((result): JsonValue[] => {
    if (transformation === 'NONE' || result.status !== 'SUCCEEDED') return [execution(result)];
    const output = result.output ?? null;
    return transformation === 'FLATTEN' && isList(output) ? [...output] : [output];
  });
}

/** Input and output are text there, as in the service's own files. */
function execution(result: MapItemResult): JsonValue {
  const { id, name, status, input, output, error, cause, startMs, stopMs } = result;
  return {
    ExecutionArn: id,
    Name: name,
    Status: status,
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    ...(output !== undefined && { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
    ...(error != null && { Error: error }),
    ...(cause != null && { Cause: cause }),
    ...(startMs !== undefined && { StartDate: new Date(startMs).toISOString() }),
    ...(stopMs !== undefined && { StopDate: new Date(stopMs).toISOString() }),
  };
}

function oneOf<T extends string>(known: readonly T[], field: string, value: JsonValue): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ResultWriterError(`WriterConfig.${field} is ${JSON.stringify(value)}; give ${known.join(', ')}.`);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

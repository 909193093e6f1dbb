import type { LogEntry, LogLevel } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';

export type LogFormat = 'json' | 'pretty';

/** The SDK's own logger, so that workflows, activities, worker and core come out in one format, a line an entry. */
export function createLogger(
  level: LogLevel,
  format: LogFormat,
  write: (line: string) => void,
): DefaultLogger {
  const line = format === 'json' ? jsonLine : prettyLine;
  return new DefaultLogger(level, (entry) => write(`${line(entry)}\n`));
}

function jsonLine({ level, message, timestampNanos, meta }: LogEntry): string {
  return JSON.stringify({ time: time(timestampNanos), level, message, ...fields(meta) }, plain);
}

function prettyLine({ level, message, timestampNanos, meta }: LogEntry): string {
  const details = Object.entries(forPeople(fields(meta))).map(
    ([key, value]) => `${key}=${prettyValue(value)}`,
  );
  return [time(timestampNanos).slice(11, -1), level.padEnd(5), message, ...details].join(' ');
}

/** A person finds the rest of a call's context by its workflow's id. */
const CONTEXT = [
  'sdkComponent',
  'isLocal',
  'namespace',
  'taskQueue',
  'activityType',
  'workflowRunId',
  'runId',
];

function forPeople(meta: Record<string, unknown>): Record<string, unknown> {
  if (!('workflowId' in meta)) return meta;
  return Object.fromEntries(Object.entries(meta).filter(([key]) => !CONTEXT.includes(key)));
}

function prettyValue(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(messages(value).join(': '));
  return typeof value === 'string' && !/[\s="]/.test(value) ? value : JSON.stringify(value, plain);
}

/** Of the error and its causes. */
function messages({ message, cause }: Error): string[] {
  return cause instanceof Error ? [message, ...messages(cause)] : [message];
}

function time(timestampNanos: bigint): string {
  return new Date(Number(timestampNanos / 1_000_000n)).toISOString();
}

/** Without the task token: long, of use to nobody, and enough to complete the activity in our place. */
function fields(meta: LogEntry['meta'] = {}): Record<string, unknown> {
  const { taskToken: _taskToken, ...rest } = meta as Record<string, unknown>;
  return rest;
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause !== undefined && { cause }) };
}

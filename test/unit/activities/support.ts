import { MockActivityEnvironment } from '@temporalio/testing';
import type { Info } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import {
  noopMetricMeter,
  type LogLevel,
  type Logger,
  type MetricMeter,
  type MetricTags,
} from '@temporalio/common';
import { createActivities, type ActivitiesOptions, type InvokeRequest } from '../../../activities';
import {
  FunctionGraphError,
  type FunctionGraphErrorFields,
} from '../../../functiongraph/function-graph-error';
import type { FunctionInvoker, Invocation, InvokeOptions } from '../../../functiongraph/invocation';

type Answer = Invocation | Error | ((options: InvokeOptions) => Promise<Invocation>);

/** Plays answers in a row and remembers what it was asked. */
export class FakeInvoker implements FunctionInvoker {
  readonly calls: { fn: string; event: unknown; options: InvokeOptions; atMs: number }[] = [];

  constructor(private readonly answers: readonly Answer[]) {}

  invoke(fn: string, event: unknown, options: InvokeOptions = {}): Promise<Invocation> {
    const answer = this.answers[Math.min(this.calls.length, this.answers.length - 1)];
    this.calls.push({ fn, event, options, atMs: performance.now() });
    if (answer === undefined) return Promise.reject(new Error('no answer left'));
    if (typeof answer === 'function') return answer(options);
    return answer instanceof FunctionGraphError || answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer);
  }
}

/** A call that ends only when it is aborted, as a real client ends it: with the reason of the signal. */
export const hangs = ({ signal }: InvokeOptions): Promise<Invocation> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

export const ok: Invocation = {
  output: { done: true },
  requestId: 'req-1',
  summary: { durationMs: 12.483, billedDurationMs: 13, memoryMb: 128, memoryUsedMb: 41.51171875 },
};

export function failureOf(
  code: string,
  group: string,
  over: Partial<FunctionGraphErrorFields> = {},
): FunctionGraphError {
  return new FunctionGraphError(`the service said ${code}`, {
    code,
    executed: 'no',
    transient: true,
    names: [code, `FunctionGraph.${group}`, 'States.TaskFailed', 'States.ALL'],
    ...over,
  });
}

export const throttled = failureOf('FSS.0429', 'Throttled', { httpStatus: 429 });
export const unknown = failureOf('APIGW.0201', 'OutcomeUnknown', { executed: 'maybe', httpStatus: 504 });

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly meta: Record<string, unknown>;
}

export interface Bench {
  readonly env: MockActivityEnvironment;
  readonly logs: LogLine[];
  /** Plain and acknowledged heartbeats, in order. */
  readonly heartbeats: unknown[];
  readonly acknowledged: unknown[];
  readonly metrics: Metric[];
}

export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly tags: MetricTags;
}

/** A mock environment with the times and the client that a worker gives to the activity. */
export function bench(
  info: Partial<Info> = {},
  acknowledge: (details: unknown) => Promise<void> = async () => {},
): Bench {
  const logs: LogLine[] = [];
  const acknowledged: unknown[] = [];
  const client = {
    withAbortSignal: (_: AbortSignal, run: () => unknown) => run(),
    activity: {
      heartbeat: (_: Uint8Array, details: unknown) => {
        acknowledged.push(details);
        return acknowledge(details);
      },
    },
  } as unknown as Client;
  const metrics: Metric[] = [];
  const env = new MockActivityEnvironment(
    { startToCloseTimeoutMs: 105_000, scheduleToCloseTimeoutMs: 0, heartbeatTimeoutMs: 10_000, ...info },
    { client, logger: collectingLogger(logs), metricMeter: collectingMeter(metrics) },
  );
  const heartbeats: unknown[] = [];
  env.on('heartbeat', (details) => heartbeats.push(details));
  return { env, logs, heartbeats, acknowledged, metrics };
}

/** Runs `invokeFunction`; a rejection is returned, not thrown. */
export async function invoke(
  { env }: Bench,
  client: FunctionInvoker,
  request: Partial<InvokeRequest> = {},
  options: ActivitiesOptions = {},
): Promise<unknown> {
  const { invokeFunction } = createActivities(client, options);
  try {
    const whole: InvokeRequest = { v: 1, fn: 'charge', event: { amount: 5 }, ...request };
    return await env.run(invokeFunction, whole);
  } catch (error) {
    return error;
  }
}

function collectingLogger(logs: LogLine[]): Logger {
  const log = (level: LogLevel, message: string, meta: Record<string, unknown> = {}): void => {
    if (meta['sdkComponent'] === 'activity') logs.push({ level, message, meta });
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

function collectingMeter(metrics: Metric[]): MetricMeter {
  const record =
    (name: string) =>
    (value: number, tags: MetricTags = {}): void => {
      metrics.push({ name, value, tags });
    };
  const meter = Object.create(noopMetricMeter) as MetricMeter;
  meter.createCounter = (...args) => ({ ...noopMetricMeter.createCounter(...args), add: record(args[0]) });
  meter.createHistogram = (...args) => ({
    ...noopMetricMeter.createHistogram(...args),
    record: record(args[0]),
  });
  return meter;
}

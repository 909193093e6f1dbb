import type { FunctionGraphError, Invocation, InvocationSummary } from '../functiongraph';

/** The result to standard output, log and summary to standard error; with `json` all of it in one line of standard output. */
export function writeInvocation({ output, requestId, summary, logs }: Invocation, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ output, requestId, summary, logs })}\n`);
    return;
  }
  writeLogs(logs);
  process.stdout.write(`${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n`);
  process.stderr.write(`${['done', ...facts(requestId, summary)].join(', ')}\n`);
}

/** What a failed call left, beside the message: everything in one line with `json`, else the end of the function's log. */
export function writeFailure(error: unknown, json: boolean): void {
  if (!isCallError(error)) return;
  const { message, code, executed, transient, names, httpStatus, requestId, functionError, summary, logs } =
    error;
  if (json) {
    const fields = { message, code, executed, transient, names, httpStatus, functionError };
    process.stdout.write(`${JSON.stringify({ error: fields, requestId, summary, logs })}\n`);
  } else writeLogs(logs);
}

/** Where in its code the function failed. */
export function writeFunctionStack(error: unknown): void {
  if (!isCallError(error)) return;
  for (const line of error.functionError?.stackTrace ?? []) process.stderr.write(`    ${line.trim()}\n`);
}

function isCallError(error: unknown): error is FunctionGraphError {
  return error instanceof Error && error.name === 'FunctionGraphError';
}

function writeLogs(logs: string | undefined): void {
  if (logs !== undefined && logs !== '') process.stderr.write(logs.endsWith('\n') ? logs : `${logs}\n`);
}

function facts(requestId: string | undefined, summary: InvocationSummary | undefined): string[] {
  return [
    ...(summary === undefined
      ? []
      : [
          `${summary.durationMs.toFixed(1)} ms`,
          `billed ${summary.billedDurationMs} ms`,
          `${summary.memoryUsedMb.toFixed(1)} of ${summary.memoryMb} MB`,
        ]),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ];
}

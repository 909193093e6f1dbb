import type { FunctionGraphError } from '../functiongraph';
import type { ConfigurationError } from '../worker/config';
import { type ExitCode, exitCodes } from './exit-codes';

/** Writes what went wrong to stderr, without a stack unless `debug`, and says the exit code. */
export function reportError(error: unknown, debug: boolean): ExitCode {
  for (const message of messagesOf(error)) {
    const [first, ...rest] = message.split('\n');
    process.stderr.write([`error: ${first}`, ...rest.map((line) => `  ${line}`), ''].join('\n'));
  }
  if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodeOf(error);
}

const USAGE = ['UsageError', 'ConfigurationError', 'FunctionsFolderError'];

/** A configuration can be wrong in several places. */
function messagesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return error.name === 'ConfigurationError' ? (error as ConfigurationError).messages : [error.message];
}

/** By name, so that no command loads the classes of another. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof Error)) return exitCodes.failed;
  if (USAGE.includes(error.name)) return exitCodes.usage;
  if (error.name === 'TemporalUnreachableError') return exitCodes.unreachable;
  return error.name === 'FunctionGraphError' ? ofCall(error as FunctionGraphError) : exitCodes.failed;
}

const LATER = ['FunctionGraph.Connection', 'FunctionGraph.Unavailable', 'FunctionGraph.Throttled'];

function ofCall({ executed, names }: FunctionGraphError): ExitCode {
  if (executed === 'maybe') return exitCodes.unknown;
  if (executed === 'yes') return exitCodes.failed;
  return names.some((name) => LATER.includes(name)) ? exitCodes.unreachable : exitCodes.usage;
}

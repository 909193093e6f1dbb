import { FunctionGraphClient, type InvokeOptions } from '../functiongraph';
import { parseDuration } from '../retry';
import { clientOptions, functionSettings, loadConfiguration } from '../worker/config';
import { type ConnectionOptions, connectionSettings } from './connection-options';
import { type EndSignal, onEndSignal, signalExitCode } from './end-signal';
import { type ExitCode, exitCodes } from './exit-codes';
import { writeFailure, writeFunctionStack, writeInvocation } from './invocation-output';
import { readEvent } from './read-event';
import { reportError } from './report-error';
import { UsageError } from './usage-error';

export interface InvokeCommandOptions extends ConnectionOptions {
  readonly event?: string;
  readonly async?: true;
  readonly logs?: true;
  readonly timeout?: string;
  readonly memory?: string;
  readonly json?: true;
}

/** Calls one function and writes what came of it. */
export async function invoke(fn: string, options: InvokeCommandOptions, debug: boolean): Promise<ExitCode> {
  const event = await readEvent(options.event);
  const { settings } = loadConfiguration({ file: options.config, options: connectionSettings(options) });
  const functions = functionSettings(settings);
  const known = Object.hasOwn(functions, fn) ? functions[fn] : undefined;
  const callOptions = invokeOptions(options, options.async === true ? undefined : known?.timeoutMs);
  const client = new FunctionGraphClient(clientOptions(settings));
  const abort = new AbortController();
  let ended: EndSignal | undefined;
  const removeHandlers = onEndSignal((signal) => {
    ended = signal;
    abort.abort(new Error(`ended by ${signal}`));
  });
  const target = known?.urn ?? fn;
  try {
    if (options.async === true) {
      const { requestId } = await client.invokeAsync(target, event, {
        ...callOptions,
        signal: abort.signal,
      });
      process.stdout.write(`${options.json === true ? JSON.stringify({ requestId }) : requestId}\n`);
    } else {
      writeInvocation(
        await client.invoke(target, event, { ...callOptions, signal: abort.signal }),
        options.json === true,
      );
    }
    return exitCodes.done;
  } catch (error) {
    if (ended !== undefined) {
      process.stderr.write(`error: ended by ${ended}; the function may have run, or may still be running.\n`);
      return signalExitCode[ended];
    }
    writeFailure(error, options.json === true);
    const exitCode = reportError(error, debug);
    writeFunctionStack(error);
    return exitCode;
  } finally {
    removeHandlers();
    await client.close();
  }
}

function invokeOptions(options: InvokeCommandOptions, configuredMs: number | undefined): InvokeOptions {
  if (options.async === true && options.logs === true)
    throw new UsageError(
      '--logs with --async: an asynchronous call is answered before the function runs. Leave out one of them.',
    );
  const timeoutMs = options.timeout === undefined ? configuredMs : parseDuration(options.timeout);
  if (options.timeout !== undefined && (timeoutMs === undefined || timeoutMs <= 0 || timeoutMs > 90_000))
    throw new UsageError(
      `--timeout ${options.timeout}: give a time with its unit of at most 90s, for example 30s. ` +
        'The gateway cuts a synchronous call after 90 s; use --async for longer ones.',
    );
  const memoryMb = options.memory === undefined ? undefined : Number(options.memory);
  if (memoryMb !== undefined && !(Number.isInteger(memoryMb) && memoryMb > 0))
    throw new UsageError(`--memory ${options.memory}: give a whole number of MB, for example 512.`);
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(memoryMb !== undefined && { memoryMb }),
    ...(options.logs === true && { logs: true }),
  };
}

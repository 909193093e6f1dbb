import { LogTail } from '../instances/log-tail';
import type { Outcome } from '../instances/outcome';
import type { InstancePool } from '../instances/pool';
import type { EmulatorState } from '../state';
import { apiTime } from './api-time';
import { round } from './function-answer';
import type { Target } from './target';

export interface FunctionCall {
  readonly target: Target;
  readonly pool: InstancePool;
  readonly memoryMb: number;
  readonly requestId: string;
  readonly event: Buffer;
  /** Keep the end of the log. */
  readonly tail: boolean;
}

/** Calls the function and keeps its log, with the lines that the platform puts around it. */
export async function runFunction(
  state: EmulatorState,
  call: FunctionCall,
): Promise<{ outcome: Outcome; log: Buffer | undefined }> {
  const { requestId, target, memoryMb } = call;
  const of = { requestId, functionName: target.local.name, version: target.version };
  state.emit({ type: 'call', ...of });
  const log = call.tail ? new LogTail() : undefined;
  log?.write(line(`Start invoke request '${requestId}', version: ${target.version}`));
  const meta = { requestId, alias: target.alias };
  const outcome = await call.pool.call(meta, call.event, (text) => log?.write(text));
  log?.write(line(finish(requestId, outcome, memoryMb)));
  state.emit({ type: 'answer', ...of, code: outcome.code, durationMs: outcome.durationMs });
  return { outcome, log: log?.bytes() };
}

function line(text: string): Buffer {
  return Buffer.from(`${apiTime(new Date())} ${text}\n`);
}

function finish(requestId: string, { code, durationMs, memoryUsedMb }: Outcome, memoryMb: number): string {
  return (
    `Finish invoke request '${requestId}'${code === 0 ? '' : '(invoke Failed)'}, duration: ${round(durationMs)}ms, ` +
    `billing duration: ${Math.max(1, Math.ceil(durationMs))}ms, memory used: ${round(memoryUsedMb)}MB, ` +
    `billing memory: ${memoryMb}MB`
  );
}

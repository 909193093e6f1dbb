/**
 * The process of one function instance: loads the user's code and calls it, one call at a time. It is started by
 * `instances/instance.ts` and speaks `instances/frames.ts` on file descriptor 3.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import {
  type CallMeta,
  decodeCall,
  encodeFrame,
  encodeLog,
  encodeReply,
  FrameKind,
  FrameReader,
} from '../instances/frames';
import { captureOutput } from './console';
import { Context } from './context';
import { relative, thrown } from './envelope';
import { type Failure, INITIALIZATION_FAILED, INVOCATION_FAILED } from './failure';
import { ignoreModuleTypeAbove } from './load';
import { logLines } from './logger';
import { runHandler, runInitializer } from './run';
import { readSettings } from './settings';

interface RunningCall {
  readonly meta: CallMeta;
  /** Answers the call once; later answers are dropped. Says whether it was the first. */
  readonly answer: (answer: Buffer | Failure, crashed?: boolean) => boolean;
  readonly code: typeof INVOCATION_FAILED | typeof INITIALIZATION_FAILED;
}

const settings = readSettings(process.env);
const calls = new AsyncLocalStorage<RunningCall>();
const channel = new Socket({ fd: 3 });
const reader = new FrameReader((kind, payload) => {
  if (kind === FrameKind.Initialize) initialize(JSON.parse(payload.toString()) as CallMeta);
  else call(payload);
});

channel.on('data', (chunk) => reader.push(chunk));
channel.on('end', () => process.exit());
channel.on('error', () => process.exit());
captureOutput(() => calls.getStore()?.meta.requestId ?? '-', writeLog);
process.on('uncaughtException', strayError);
process.on('unhandledRejection', strayError);
ignoreModuleTypeAbove(settings.codeRoot);
channel.write(encodeFrame(FrameKind.Booted));

function call(payload: Buffer): void {
  const { meta, event } = decodeCall(payload);
  const running = { meta, answer: answerOnce(meta), code: INVOCATION_FAILED } as const;
  calls.run(running, () => {
    const context = new Context(settings, meta, writeLog);
    void runHandler(settings, event, context).then(running.answer);
  });
}

function initialize(meta: CallMeta): void {
  const answer = answerOnce(meta);
  const running = { meta, answer, code: INITIALIZATION_FAILED } as const;
  calls.run(running, () => {
    const context = new Context(settings, meta, writeLog);
    void runInitializer(settings, context).then((failure) =>
      failure ? answer(failure) : channel.write(encodeFrame(FrameKind.Initialized)),
    );
  });
}

function answerOnce(meta: CallMeta): RunningCall['answer'] {
  const startedAt = performance.now();
  let answered = false;
  return (answer, crashed) => {
    if (answered) return false;
    answered = true;
    const durationMs = performance.now() - startedAt;
    const measured = { durationMs, memoryUsedMb: memoryUsedMb() };
    if (Buffer.isBuffer(answer)) {
      channel.write(encodeReply(FrameKind.Result, { ...measured, code: 0, body: answer }));
      return true;
    }
    if (!crashed) writeLog(logLines(meta.requestId, 'ERROR', answer.message));
    const body = Buffer.from(answer.message);
    const kind = crashed ? FrameKind.Crash : FrameKind.Failure;
    channel.write(encodeReply(kind, { ...measured, code: answer.code, body }));
    return true;
  };
}

/** An error that missed its handler belongs to the call that caused it, which may have been answered long ago. */
function strayError(error: unknown): void {
  const running = calls.getStore();
  const text = error instanceof Error ? String(error.stack) : String(error);
  const line = relative(`Uncaught ${text}`, settings.codeRoot);
  writeLog(logLines(running?.meta.requestId ?? '-', 'ERROR', line));
  if (running?.answer(thrown(error, settings.codeRoot, running.code), true))
    channel.end(() => process.exit());
}

function writeLog(text: string): void {
  channel.write(encodeLog(calls.getStore()?.meta.requestId ?? '', text));
}

let memory = { at: -Infinity, usedMb: 0 };

/** Reading it costs more than a small call, so it is read at most every 50 ms. */
function memoryUsedMb(): number {
  const now = performance.now();
  if (now - memory.at > 50) memory = { at: now, usedMb: process.memoryUsage.rss() / 1_048_576 };
  return memory.usedMb;
}

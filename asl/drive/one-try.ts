import type { InvokeCommand } from '../engine/turn';
import type { Effects, FailedReply, Reply, TaskCall } from './effects';
import { targetName } from '../resources';

const TIMED_OUT: FailedReply = {
  error: 'States.Timeout',
  cause: '',
  names: ['States.Timeout'],
  executed: 'maybe',
};

/** The service reports a missed heartbeat as `States.Timeout`; rules may name it either way. */
const SILENT: FailedReply = { ...TIMED_OUT, names: ['States.HeartbeatTimeout', 'States.Timeout'] };

/** One try of a task, within its time and its heartbeats. */
export async function oneTry(
  command: InvokeCommand,
  tryNumber: number,
  effects: Effects,
  signal: AbortSignal,
): Promise<Reply> {
  const attempt = new AbortController();
  const own = AbortSignal.any([signal, attempt.signal]);
  const heart = heartOf(command, effects, own);
  const call: TaskCall = {
    path: command.path,
    state: command.state,
    resource: command.resource,
    function: targetName(command.resource),
    input: command.input,
    try: tryNumber,
    ...(command.token !== undefined && { token: command.token }),
    ...(command.timeoutMs !== undefined && { timeoutMs: command.timeoutMs }),
    ...(command.heartbeatMs !== undefined && { heartbeatMs: command.heartbeatMs }),
    ...(command.settings !== undefined && { settings: command.settings }),
    signal: own,
    heartbeat: () => heart.beat(),
  };
  const ends = [answer(call, effects), heart.stopped];
  if (command.timeoutMs !== undefined) {
    ends.push(effects.sleep(command.timeoutMs, { signal: own, why: 'timeout' }).then(() => TIMED_OUT));
  }
  try {
    return await Promise.race(ends);
  } finally {
    attempt.abort();
  }
}

/** With a token the call's own answer only says that the work has begun. */
async function answer(call: TaskCall, effects: Effects): Promise<Reply> {
  const reply = await effects.invoke(call);
  if (call.token === undefined || reply.output === undefined) return reply;
  if (effects.callback === undefined) {
    throw new Error(
      `${call.path} waits for the callback of its task token, but nothing brings callbacks: give \`callback\` among the effects.`,
    );
  }
  return effects.callback(call);
}

/** A synchronous call is alive as long as its connection; only who works elsewhere has to say so. */
function heartOf(command: InvokeCommand, effects: Effects, signal: AbortSignal): Heart {
  const elsewhere = command.token !== undefined || command.resource.kind === 'activity';
  const heart: Heart = { beat: ignore, stopped: never() };
  if (command.heartbeatMs !== undefined && elsewhere)
    heart.stopped = listen(heart, command.heartbeatMs, effects, signal);
  return heart;
}

interface Heart {
  beat: () => void;
  stopped: Promise<FailedReply>;
}

async function listen(
  heart: Heart,
  limitMs: number,
  effects: Effects,
  signal: AbortSignal,
): Promise<FailedReply> {
  for (;;) {
    const round = new AbortController();
    const heard = new Promise<boolean>((resolve) => {
      heart.beat = () => resolve(true);
    });
    const silence = effects.sleep(limitMs, {
      signal: AbortSignal.any([signal, round.signal]),
      why: 'timeout',
    });
    const alive = await Promise.race([heard, silence.then(() => false)]);
    round.abort();
    if (!alive) return SILENT;
  }
}

function ignore(): void {}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

import type { Reply, TaskCall } from '../../../asl';
import type { Answer, FunctionScript, ScriptedReply } from './asl-case';
import { matches } from './match';

/** What a script needs to know of a call. */
export type ScriptedTask = Pick<TaskCall, 'path' | 'function' | 'input' | 'token'>;

/**
 * The functions of one case, as effects. Replies are used up: the first unused one whose recorded input matches the call,
 * else the first unused one, else the default.
 */
export function scriptedFunctions(functions: Readonly<Record<string, FunctionScript>> = {}) {
  const used = new Set<ScriptedReply>();
  const callbacks = new Map<string, Answer>();

  function pick(call: ScriptedTask): ScriptedReply {
    const script = functions[call.function];
    if (!script) throw new Error(`${call.path} calls ${call.function}, for which the case has no script.`);
    const unused = script.replies.filter((reply) => !used.has(reply));
    const reply = unused.find(({ input }) => matches(input, call.input)) ?? unused[0];
    if (reply) used.add(reply);
    return reply ?? answerByDefault(script, call);
  }

  return {
    invoke(call: ScriptedTask): Promise<Reply> {
      const reply = pick(call);
      if (reply.callback && call.token !== undefined) callbacks.set(call.token, reply.callback);
      return replyOf(reply);
    },
    callback(call: ScriptedTask): Promise<Reply> {
      const answer = call.token === undefined ? undefined : callbacks.get(call.token);
      if (!answer) throw new Error(`${call.path} waits for a callback, for which the case has no script.`);
      return replyOf(answer);
    },
  };
}

function answerByDefault(script: FunctionScript, call: ScriptedTask): ScriptedReply {
  const { input } = call;
  if (script.default?.echo === true) return { input, output: input };
  if (script.default?.output !== undefined) return { input, output: script.default.output };
  throw new Error(`${call.path} calls ${call.function} more often than the case has replies for.`);
}

function replyOf({ output, error }: Answer): Promise<Reply> {
  if (output !== undefined) return Promise.resolve({ output });
  if (error === undefined) return new Promise(() => undefined);
  const { Error: name, Cause: cause } = error;
  return Promise.resolve({
    ...(name !== undefined && { error: name }),
    ...(cause !== undefined && { cause }),
  });
}

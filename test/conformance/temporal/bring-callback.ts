import type { Client } from '@temporalio/client';
import { CallbackKeys, type CallbackOutcome } from '../../../activities/callbacks';
import type { JsonValue, Reply } from '../../../asl';
import { deliverCallback } from '../../../worker/callbacks/deliver-callback';

export const CALLBACK_KEYS = new CallbackKeys(['the key of the runs of recorded cases']);

const SIGNED = /tfg1\.[\w-]+\.[\w-]{43}/;

/** The token that a function was given, wherever in its event. */
export function tokenIn(input: JsonValue): string | undefined {
  return SIGNED.exec(JSON.stringify(input))?.[0];
}

/** Tells the run what the callback brings. */
export async function bringCallback(client: Client, signed: string, reply: Reply): Promise<void> {
  const verdict = CALLBACK_KEYS.verify(signed);
  if ('problem' in verdict) throw new Error(`The token that came out of the run is ${verdict.problem}.`);
  const outcome: CallbackOutcome =
    reply.output === undefined ? { error: reply.error ?? null, cause: reply.cause ?? null } : reply;
  for (let delivery: string = 'unanswered'; delivery === 'unanswered';)
    delivery = await deliverCallback(client, verdict.token, outcome);
}

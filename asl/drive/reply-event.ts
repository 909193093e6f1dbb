import type { EngineEvent } from '../engine/turn';
import type { Reply } from './effects';

/** The event that tells a reply to the engine. */
export function eventOf(id: number, reply: Reply): EngineEvent {
  if (reply.output !== undefined) return { type: 'succeeded', id, output: reply.output };
  return {
    type: 'failed',
    id,
    ...(reply.error !== undefined && { error: reply.error }),
    ...(reply.cause !== undefined && { cause: reply.cause }),
    ...(reply.names !== undefined && { names: reply.names }),
  };
}

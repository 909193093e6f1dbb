import { tooManyResults } from '../../asl/calls';
import { DEFAULT_MAX_OUTPUT_BYTES } from '../output-size';
import type { RunReply } from './wire';

/** Left to the SDK, a reply over Temporal's limit would be a failure that is tried again, with all its calls. */
export function boundedReply(reply: RunReply): RunReply {
  const bytes = sizeOf(reply);
  if (bytes <= DEFAULT_MAX_OUTPUT_BYTES) return reply;
  if ('done' in reply && reply.progress !== undefined) {
    const { progress: _, ...rest } = reply;
    return boundedReply(rest);
  }
  const { type: _, ...failed } = tooManyResults(bytes);
  return { v: 1, done: { status: 'FAILED', ...failed } };
}

function sizeOf(reply: RunReply): number {
  return Buffer.byteLength(JSON.stringify('done' in reply ? [reply.done, reply.progress] : reply.checkpoint));
}

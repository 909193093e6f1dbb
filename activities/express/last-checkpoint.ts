import { Context } from '@temporalio/activity';
import type { Payload } from '@temporalio/common';
import { unknownVersion } from '../unknown-version';
import type { Checkpoint, LastCheckpointRequest } from './wire';

/** Where an express activity of the workflow stood in its last heartbeat, as that has it; `null`: there was none. */
export async function lastCheckpoint(request: LastCheckpointRequest): Promise<Checkpoint | null> {
  const { info, client } = Context.current();
  if (request?.v !== 1) throw unknownVersion(info.activityType, request);
  const { workflowId, runId } = info.workflowExecution ?? {};
  if (workflowId === undefined) return null;
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const pending = raw.pendingActivities?.find(({ activityId }) => activityId === request.activityId);
  const payload = pending?.heartbeatDetails?.payloads?.[0];
  return payload == null ? null : (((await decoded(payload)) ?? null) as Checkpoint | null);
}

async function decoded(payload: Payload): Promise<unknown> {
  const { payloadConverter, payloadCodecs } = Context.current().client.options.loadedDataConverter;
  let payloads = [payload];
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  return payloads[0] && payloadConverter.fromPayload(payloads[0]);
}

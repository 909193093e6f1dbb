import type { WorkflowHandle } from '@temporalio/client';
import type { Payload } from '@temporalio/common';

const RUN_EXPRESS_ACTIVITY = 'runExpress';

/** Where the activity of a pipeline in mode `express` stood in its last heartbeat; `undefined` between two activities. */
export async function expressCheckpoint(workflow: WorkflowHandle): Promise<unknown> {
  const { pendingActivities } = (await workflow.describe()).raw;
  const pending = pendingActivities?.find(({ activityType }) => activityType?.name === RUN_EXPRESS_ACTIVITY);
  const payload = pending?.heartbeatDetails?.payloads?.[0];
  return payload == null ? undefined : decoded(workflow, payload);
}

async function decoded({ client }: WorkflowHandle, payload: Payload): Promise<unknown> {
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  let payloads = [payload];
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  // Before the first checkpoint the details are empty.
  return payloads[0] === undefined ? undefined : (payloadConverter.fromPayload(payloads[0]) ?? undefined);
}

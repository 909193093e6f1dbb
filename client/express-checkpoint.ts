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
  if (payloads[0] === undefined) return undefined;
  const details = payloadConverter.fromPayload<object | null | undefined>(payloads[0]);
  // Before the first checkpoint they are empty, and packed where it is larger than a query takes.
  return details != null && 'snapshot' in details ? details : undefined;
}

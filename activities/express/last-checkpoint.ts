import { Context } from '@temporalio/activity';
import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { unknownVersion } from '../unknown-version';
import { askRun } from './ask-run';
import type { Checkpoint, LastCheckpointRequest } from './wire';

/** Where an express activity of the workflow stood in its last heartbeat, as that has it; `null`: there was none. */
export async function lastCheckpoint(request: LastCheckpointRequest): Promise<Checkpoint | null> {
  const { info } = Context.current();
  if (request?.v !== 1) throw unknownVersion(info.activityType, request);
  const pending = (await pendingActivities()).find(({ activityId }) => activityId === request.activityId);
  const payload = pending?.heartbeatDetails?.payloads?.[0];
  return payload == null ? null : (((await decoded(payload)) ?? null) as Checkpoint | null);
}

type PendingActivities = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>;

/** By the run that is asked for. */
const underWay = new Map<string, Promise<PendingActivities>>();

/** The answer has the heartbeat details of all the run's activities, up to 8 MB: who asks at the same time shares it. */
async function pendingActivities(): Promise<PendingActivities> {
  const { runId = '' } = Context.current().info.workflowExecution ?? {};
  const found = underWay.get(runId);
  if (found !== undefined) return found;
  const answer = askRun(async (run) => (await run.describe()).raw.pendingActivities ?? []);
  if (answer === undefined) return [];
  const shared = answer.finally(() => underWay.delete(runId));
  underWay.set(runId, shared);
  return shared;
}

async function decoded(payload: Payload): Promise<unknown> {
  const { payloadConverter, payloadCodecs } = Context.current().client.options.loadedDataConverter;
  let payloads = [payload];
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  return payloads[0] && payloadConverter.fromPayload(payloads[0]);
}

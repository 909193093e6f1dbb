import type { WorkflowExecutionDescription } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { pendingCalls, withPendingCalls } from '../../../../cli/pipeline/pending-calls';
import { ended, state, view } from './views';

type Pending = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

const calls = (...pendingActivities: Pending[]) =>
  pendingCalls({ raw: { pendingActivities } } as unknown as WorkflowExecutionDescription);

const tries = (count: number) => ({
  payloads: [defaultPayloadConverter.toPayload({ attempt: 1, tries: count })],
});

test('a call that waits for its next try says what it failed with and when it goes on', () => {
  const pending = calls({
    activityId: 'Charge',
    attempt: 2,
    heartbeatDetails: tries(1),
    lastFailure: { message: 'charge: busy', applicationFailureInfo: { type: 'FSS.0429' } },
    nextAttemptScheduleTime: { seconds: 1_767_000_000 as never },
  });

  expect(withPendingCalls(view([state('Charge')]), pending).states).toMatchObject([
    { status: 'retrying', tries: 1, error: 'FSS.0429', untilMs: 1_767_000_000_000 },
  ]);
});

test('a call in its third try says so', () => {
  const pending = calls({ activityId: 'Charge', attempt: 1, heartbeatDetails: tries(2) });

  expect(withPendingCalls(view([state('Charge')]), pending).states).toMatchObject([
    { status: 'running', tries: 3 },
  ]);
});

test('a state that ended meanwhile is left as it is', () => {
  const pending = calls({ activityId: 'Charge', attempt: 1, heartbeatDetails: tries(2) });
  const seen = view([ended('Charge', 10)]);

  expect(withPendingCalls(seen, pending).states).toEqual(seen.states);
});

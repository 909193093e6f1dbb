import { readiness, type WorkerParts } from '../../../worker/run/readiness';

type Connection = NonNullable<WorkerParts['connection']>;

const answering = { withDeadline: async (_deadline: number, call: () => Promise<unknown>) => call() };
const connection = (check: () => Promise<unknown>) =>
  ({ ...answering, healthService: { check } }) as unknown as Connection;
const up = connection(async () => ({}));
const down = connection(async () => {
  throw new Error('connection refused');
});

test('a worker that has not begun is not ready', async () => {
  expect(await readiness({})).toEqual({ ready: false, state: 'starting' });
});

test('a worker that polls is ready while Temporal answers', async () => {
  const worker = { getState: () => 'RUNNING' as const };
  expect(await readiness({ connection: up, worker })).toEqual({ ready: true, state: 'running' });
  expect(await readiness({ connection: down, worker })).toEqual({
    ready: false,
    state: 'Temporal does not answer',
  });
});

test('a worker that stops is not ready', async () => {
  const worker = { getState: () => 'DRAINING' as const };
  expect(await readiness({ connection: up, worker })).toEqual({ ready: false, state: 'draining' });
});

test('a worker whose credentials were refused is not ready, and says so', async () => {
  const worker = { getState: () => 'RUNNING' as const };
  const held = { connection: up, worker, protection: { notReadyReason: 'the credentials were refused' } };
  expect(await readiness(held)).toEqual({ ready: false, state: 'the credentials were refused' });
  const passed = { connection: up, worker, protection: { notReadyReason: undefined } };
  expect(await readiness(passed)).toEqual({ ready: true, state: 'running' });
});

import { ApplicationFailure, Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { CallbackKeys } from 'temporal-functiongraph';
import { until } from '../../support/until';
import { only, type Pipelines, usePipelines } from './pipelines';

const KEY = 'a-key-of-these-tests-0123456789abcdef';
const workflows = require.resolve('./shop-workflows');

export interface OwnWorkers {
  readonly pipelines: Pipelines;
  /** Of the worker without ours. */
  readonly taskQueue: string;
  /** What the activities were called with. */
  readonly calls: readonly { readonly type: string; readonly input: unknown; readonly taskQueue: string }[];
  /** A machine of one task that runs an activity, or a workflow, on that queue. */
  activity(type: string, input?: unknown, state?: object): object;
  child(type: string, input?: unknown, state?: object, more?: object): object;
  /** Answers a task by its token, which an activity has put aside. */
  answer(handle: WorkflowHandle, name: string): Promise<unknown>;
}

const calls: { type: string; input: unknown; taskQueue: string }[] = [];
const tokens = new Map<string, string>();

/** Activities of a user's own, on a worker without ours. */
const activities = {
  greet: async (input: unknown) => {
    calls.push({ type: 'greet', input, taskQueue: Context.current().info.taskQueue });
    return { hello: input };
  },
  nothing: async () => undefined,
  fail: async ({ type }: { type: string }) => {
    calls.push({ type, input: null, taskQueue: '' });
    throw ApplicationFailure.create({ message: 'because', type });
  },
  crash: async () => {
    throw new TypeError('no such thing');
  },
  // Without a heartbeat it hears of nothing but the end of its worker.
  silent: () => Context.current().cancelled,
  beating: async () => {
    for (let beats = 0; beats < 3; beats++) {
      Context.current().heartbeat();
      await Context.current().sleep(700);
    }
    return 'alive';
  },
  untilCancelled: async () => {
    const context = Context.current();
    calls.push({ type: 'untilCancelled', input: null, taskQueue: '' });
    const beat = setInterval(() => context.heartbeat(), 100);
    try {
      await context.cancelled;
    } finally {
      clearInterval(beat);
      calls.push({ type: 'cancelled', input: null, taskQueue: '' });
    }
  },
  keep: async ({ name, token }: { name: string; token: string }) => {
    tokens.set(name, token);
  },
};

/** Pipelines, and a worker with activities and workflows of a user's own. */
export function useOwnWorkers(): OwnWorkers {
  let others: Worker;
  let ended: Promise<void>;
  afterAll(async () => {
    others.shutdown();
    await ended;
  });
  const pipelines = usePipelines({ callbackKeys: [KEY] }, { workflows, activities });
  const { temporal } = pipelines;
  const taskQueue = `${temporal.taskQueue}-others`;
  beforeAll(async () => {
    others = await temporal.createWorker({
      workflows,
      activities,
      taskQueue,
      maxHeartbeatThrottleInterval: 100,
      shutdownGraceTime: 100,
      shutdownForceTime: 1000,
    });
    ended = others.run();
  });
  return {
    pipelines,
    taskQueue,
    calls,
    activity: (type, input = {}, state = {}) =>
      only({
        Type: 'Task',
        Resource: 'temporal:activity',
        Parameters: { ActivityType: type, Input: input, TaskQueue: taskQueue },
        ...state,
      }),
    child: (type, input = {}, state = {}, more = {}) =>
      only({
        Type: 'Task',
        Resource: 'temporal:workflow',
        Parameters: { WorkflowType: type, Input: input, TaskQueue: taskQueue, ...more },
        ...state,
      }),
    async answer(handle, name) {
      await until(() => tokens.has(name));
      const verdict = new CallbackKeys([KEY]).verify(tokens.get(name) ?? '');
      if (!('token' in verdict)) throw new Error('it is no token of ours');
      const { id, path, run } = verdict.token;
      return handle.executeUpdate('callback', {
        args: [{ id, path, run, outcome: { output: 'answered' } }],
      });
    },
  };
}

/** A machine of one state, with a Catch, and what follows that. */
export function catching(definition: object, name: string, next: object = { Type: 'Pass' }): object {
  const { States } = definition as { States: { Only: object } };
  const Only = { ...States.Only, Catch: [{ ErrorEquals: [name], Next: 'Caught' }] };
  return { StartAt: 'Only', States: { Only, Caught: { ...next, End: true } } };
}

export async function eventsOf(handle: WorkflowHandle) {
  return (await handle.fetchHistory()).events ?? [];
}

import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import {
  compile,
  type EngineContext,
  type ItemsPart,
  type JsonValue,
  start,
  startItems,
  type Turn,
} from '../../asl/run';
import type { ReadItemsRequest } from '../maps/wire';
import { EngineClock } from '../../asl/calls';
import { partOf } from '../../asl/progress';
import { unknownVersion } from '../unknown-version';
import { unpack } from './pack';
import { ExpressAttempt, MOST_SAVED_OF_MANY, type Shared } from './express-attempt';
import { ExpressChain } from './express-chain';
import { ExpressRun } from './express-run';
import { readAll } from './read-objects';
import { boundedReply } from './reply-size';
import { lastCheckpoint } from './last-checkpoint';
import { goesToRun, setActivityPause } from './pause-activity';
import { performExpress } from './perform-express';
import type { Checkpoint, ExpressActivities, ExpressRequest, RunReply } from './wire';
import type { RunChainRequest, RunExpressRequest, RunItemsRequest } from './wire';

/** The activities that execute a chunk of items, a state machine or a chain, each inside one activity. */
export function createExpressActivities(
  shared: Omit<Shared, 'context' | 'stopping'>,
  stopping: (taskQueue: string) => boolean,
): ExpressActivities {
  const during = async <Reply>(
    request: ExpressRequest | RunChainRequest,
    body: (attempt: ExpressAttempt) => Promise<Reply>,
    { newest = 1, mostSavedBytes }: { readonly newest?: number; readonly mostSavedBytes?: number } = {},
  ): Promise<Reply> => {
    const context = Context.current();
    if (!(request?.v >= 1 && request.v <= newest)) throw unknownVersion(context.info.activityType, request);
    const { taskQueue } = context.info;
    const attempt = new ExpressAttempt(
      { ...shared, context, stopping: () => stopping(taskQueue) },
      mostSavedBytes,
    );
    try {
      return await body(attempt);
    } finally {
      attempt.end();
    }
  };
  return {
    runItems: (request) =>
      during(
        request,
        async (attempt) => {
          const run = newRun(request, attempt);
          begin(run, request, leftOver(request) ?? (await firstItems(request, run)));
          return boundedReply(ofItems(await attempt.run(run, asksRun(request))));
        },
        { newest: 2, mostSavedBytes: MOST_SAVED_OF_MANY },
      ),
    runExpress: (request) =>
      during(request, async (attempt) => {
        const run = newRun(request, attempt);
        begin(run, request, leftOver(request) ?? firstTurn(request, run));
        return boundedReply(await attempt.run(run, asksRun(request)));
      }),
    setActivityPause,
    lastCheckpoint,
    runChain: (request) =>
      during(request, async (attempt) => {
        const checkpoint = leftOver(request);
        const work = new ExpressChain(attempt, { ...request, ...(checkpoint && { checkpoint }) });
        const reply = await attempt.run(work);
        return attempt.isLocal ? { ...reply, localMs: Math.round(attempt.elapsedMs) } : reply;
      }),
  };
}

/** Of states inside items the pipeline lists only some that failed. */
function ofItems(reply: RunReply): RunReply {
  if (!('done' in reply)) return reply;
  const { progress, ...rest } = reply;
  return { ...rest, ...(progress !== undefined && partOf(progress)) };
}

/** What cleans up after a cancellation is its run's only where that is paused: that it was cancelled is nothing new. */
function asksRun({ cancelled }: ExpressRequest): () => Promise<boolean> {
  return () => goesToRun(cancelled === true);
}

type FirstTurn = (context: EngineContext) => Turn;

function newRun(request: ExpressRequest, attempt: ExpressAttempt): ExpressRun {
  const { definition, keyPrefix, startedMs, timeScale = 1 } = request;
  const clock = new EngineClock(startedMs, timeScale, Date.now);
  return new ExpressRun(compile(definition), clock, keyPrefix, attempt, performExpress);
}

function begin(run: ExpressRun, { cancelled }: ExpressRequest, first: Checkpoint | FirstTurn): void {
  run.begin(first);
  // Nothing is sent before the next turn of the event loop.
  if (cancelled === true) run.cancel();
}

/** What the attempt before wrote down, else what an earlier activity left. */
function leftOver<Left>({ checkpoint }: { readonly checkpoint?: Left }): Left | undefined {
  const { attempt, heartbeatDetails } = Context.current().info;
  const saved = attempt > 1 ? (heartbeatDetails as Left | undefined) : undefined;
  // Of an attempt that was cancelled and lost, the workflow hands the details on as they are.
  return unpack(saved ?? checkpoint) as Left | undefined;
}

async function firstItems(
  { part, read }: RunItemsRequest,
  { plan, attempt: { shared } }: ExpressRun,
): Promise<FirstTurn> {
  if (part === undefined) throw nothingToDo();
  const { items = read && (await readPart(shared, part, read)) } = part;
  if (items === undefined) throw nothingToDo();
  return (context) => startItems(plan, part, items, context);
}

/** Between the place that is known and the part's first item there may be others: they are read, too. */
async function readPart(
  shared: Shared,
  { first }: ItemsPart,
  read: ReadItemsRequest,
): Promise<readonly JsonValue[]> {
  const items = await readAll(shared, read, read, shared.context.cancellationSignal);
  return items.slice(first - (read.from?.item ?? 0));
}

function firstTurn(
  { input = {}, execution, name = 'pipeline', keyPrefix }: RunExpressRequest,
  { plan }: ExpressRun,
): FirstTurn {
  const { id, name: runName } = execution ?? { id: keyPrefix, name: keyPrefix };
  return (context) =>
    start(plan, input, {
      ...context,
      execution: { id, name: runName },
      stateMachine: { id: name, name },
    });
}

function nothingToDo(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'The request has neither items, nor where to read them, nor a checkpoint.',
    type: 'UnknownWireVersion',
    nonRetryable: false,
    nextRetryDelay: 5000,
  });
}

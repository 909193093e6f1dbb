import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, EngineEvent, InvokeCommand, WaitCommand } from '../../asl/run';
import { failedCall } from '../../asl/calls';
import { refusedCall } from '../call-failure';
import { planCall } from '../planned-call';
import { callEvent, failureEvent, measure } from './call-event';
import { callRequest } from './call-request';
import { ExpressCall, NEW_CALL } from './express-call';
import type { ExpressEffect, ExpressRun } from './express-run';
import { readObjects } from './read-objects';
import type { OpenCommand } from './wire';
import { writeObjects } from './write-objects';

/** Starts the effect that a command asks for, inside the activity. */
export function performExpress(run: ExpressRun, open: OpenCommand): ExpressEffect {
  const { command } = open;
  switch (command.type) {
    case 'wait':
      return wait(run, command);
    case 'invoke':
      return invoke(run, command, open.call ?? NEW_CALL);
    case 'read':
      return work(command, (signal) => readObjects(run.attempt.shared, command, signal));
    case 'write':
      return work(command, (signal) => writeObjects(run, command, signal));
    case 'items':
      throw new Error('An express run runs all items itself.');
    default:
      throw new Error(
        `No effect of the type ${(command as Command).type} is known here. Update this worker.`,
      );
  }
}

function invoke(
  run: ExpressRun,
  command: InvokeCommand,
  state: NonNullable<OpenCommand['call']>,
): ExpressEffect {
  const { id } = command;
  const { shared } = run.attempt;
  const request = callRequest(run, command);
  if ('problem' in request) return refused(id, request.problem);
  const planned = planCall(request, shared.known.get(request.fn), false);
  if (planned.delivery === 'at-most-once')
    return refused(id, refusedCall('EXPRESS_AT_MOST_ONCE', atMostOnce(planned.label)));
  const given = { ...state, counts: state.tries === 0 ? (command.counts ?? state.counts) : state.counts };
  const call = new ExpressCall(run.attempt, planned, given);
  return {
    event: call.run().then((end) => {
      measure(run.progress, command, end);
      return callEvent(command, end);
    }),
    call: () => call.state,
    dueMs: () => (call.sending ? undefined : call.state.dueMs),
    hold: () => call.hold(),
    end: () => call.end(),
  };
}

function atMostOnce(label: string): string {
  return `${label}: at-most-once cannot hold in an express run, which a crash of the worker repeats in parts; use mode 'standard', or delivery 'at-least-once'`;
}

function refused(id: number, failure: ReturnType<typeof refusedCall>): ExpressEffect {
  const event = Promise.resolve<EngineEvent>({ ...failedCall({ ...failure, tries: 0 }), id });
  return { event, hold: () => {}, end: () => {} };
}

function wait(run: ExpressRun, { id, untilMs }: WaitCommand): ExpressEffect {
  const dueMs = Date.now() + Math.max(0, run.clock.untilMs(untilMs));
  const abort = new AbortController();
  const end = (): void => abort.abort();
  return { event: elapsed(id, dueMs, abort.signal), dueMs: () => dueMs, hold: end, end };
}

/** Node's longest timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

async function elapsed(id: number, dueMs: number, signal: AbortSignal): Promise<EngineEvent | undefined> {
  try {
    for (let leftMs = dueMs - Date.now(); leftMs > 0; leftMs = dueMs - Date.now())
      await sleep(Math.min(leftMs, LONGEST_TIMER_MS), undefined, { signal });
    return { type: 'elapsed', id };
  } catch {
    return undefined;
  }
}

/** Work that is done again from its beginning where it is cut. */
function work(
  { id }: { readonly id: number },
  body: (signal: AbortSignal) => Promise<Extract<EngineEvent, { readonly type: 'succeeded' }>['output']>,
): ExpressEffect {
  const abort = new AbortController();
  const end = (): void => abort.abort();
  const event = body(abort.signal).then(
    (output): EngineEvent => ({ type: 'succeeded', id, output }),
    (error: unknown): EngineEvent | undefined =>
      abort.signal.aborted ? undefined : { ...failureEvent(error), id },
  );
  return { event, hold: end, end };
}

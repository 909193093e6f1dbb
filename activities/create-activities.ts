import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { FunctionInvoker } from '../functiongraph/invocation';
import { runAttempt } from './attempt';
import { CallbackKeys, createTokenActivities, type TokenActivities, withSignedToken } from './callbacks';
import { checkRequest } from './check-request';
import { createExpressActivities, type ExpressActivities } from './express';
import { functionLabel } from './function-label';
import { knownFunctions, type FunctionSettings } from './function-settings';
import { DEFAULT_MAX_OUTPUT_BYTES } from './output-size';
import { createHttpActivities, type HttpActivities, type HttpSecret } from './http';
import { createMapActivities, type MapActivities } from './maps';
import type { ObjectStore } from './objects';
import { planCall } from './planned-call';
import { Protection, type ProtectionOptions } from './protection/protection';
import { readProgress } from './progress';
import { Step } from './step';
import type { FailureDetails, FunctionGraphActivities, InvokeRequest } from './wire';

export interface ActivitiesOptions {
  /** Settings of functions by the name that workflows use. Default: none; each name is sent as it stands. */
  readonly functions?: Readonly<Record<string, FunctionSettings>>;
  /**
   * The largest output in bytes of JSON; above it the step fails, and is not retried. Default: what Temporal takes (2 MiB
   * less 32 KiB). Raise it only with an external storage for payloads, or where the namespace's blob limit is higher.
   */
  readonly maxOutputBytes?: number;
  /**
   * Limits on calls in flight (`{ maxConcurrentCalls: 50 }`), or a `Protection` with such limits: one for all workers of a
   * process that use the same account, whose `ready` says whether the credentials were refused. Default: limits of 100.
   */
  readonly protection?: Protection | ProtectionOptions;
  /**
   * Where maps read items and write results: an `ObsStore`, a `FolderStore`, or one of your own; or a text that says why
   * there is none. Default: none. Without one a map with an ItemReader or a ResultWriter fails, and says what is missing.
   */
  readonly objects?: ObjectStore | string;
  /**
   * Keys for the tokens of tasks with `.waitForTaskToken`, each a text of at least 32 characters. The first signs, all are
   * accepted, so that a new one can be put before the old. Default: none; such a task is refused before anything is sent.
   */
  readonly callbackKeys?: CallbackKeys | readonly string[];
  /**
   * Secrets that definitions name in `Authentication` of `http:invoke`, by their names, of letters, digits and "_". One with
   * an `origin` is sent nowhere else. Default: none.
   */
  readonly httpSecrets?: Readonly<Record<string, HttpSecret>>;
}

const NO_OBJECTS =
  'this worker has no object store, which ItemReader and ResultWriter need: give FunctionGraphPlugin the option `objects`, for example new ObsStore({ region, auth }) or new FolderStore(folder).';

/** The activities of a worker that calls functions through `client`. */
export function createActivities(
  client: FunctionInvoker,
  options: ActivitiesOptions = {},
  /** Whether the worker of a task queue has been told to stop. Default: it is not known before its grace time is over. */
  stopping: (taskQueue: string) => boolean = () => false,
): FunctionGraphActivities & MapActivities & HttpActivities & TokenActivities & ExpressActivities {
  const known = knownFunctions(options.functions ?? {});
  const maxOutputBytes = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
  const protection =
    options.protection instanceof Protection ? options.protection : new Protection(options.protection);
  const keys = callbackKeysOf(options);
  const objects = options.objects ?? NO_OBJECTS;
  return {
    ...createMapActivities(objects),
    ...createExpressActivities({ client, protection, maxOutputBytes, known, objects }, stopping),
    ...createTokenActivities(keys),
    ...createHttpActivities({ secrets: options.httpSecrets ?? {}, keys }),
    async invokeFunction(raw) {
      const context = Context.current();
      const request = signed(accept(raw, context), keys);
      const call = planCall(request, known.get(request.fn), context.info.isLocal);
      if (context.info.isLocal && call.delivery === 'at-most-once') throw localAtMostOnce(call.label);
      return runAttempt(new Step(context, call, request.resume), client, protection, maxOutputBytes);
    },
  };
}

function callbackKeysOf({ callbackKeys }: ActivitiesOptions): CallbackKeys | undefined {
  if (callbackKeys === undefined || callbackKeys instanceof CallbackKeys) return callbackKeys;
  return new CallbackKeys(callbackKeys);
}

function signed(request: InvokeRequest, keys: CallbackKeys | undefined): InvokeRequest {
  const { fn, event, token } = request;
  return token === undefined
    ? request
    : { ...request, event: withSignedToken(functionLabel(fn), event, token, keys) };
}

/** A refused request must not look like a lost call to the next attempt. */
function accept(raw: unknown, context: Context): InvokeRequest {
  try {
    return checkRequest(raw);
  } catch (refusal) {
    const { progress, lost } = readProgress(context.info, undefined);
    if (!lost && !context.info.isLocal) context.heartbeat({ ...progress, attempt: context.info.attempt });
    throw refusal;
  }
}

/** The worker's settings say at-most-once where the workflow does not: it could not refuse that by itself. */
function localAtMostOnce(label: string): ApplicationFailure {
  const names = ['FunctionGraph.InvalidRequest', 'States.TaskFailed', 'States.ALL'];
  const details: FailureDetails = {
    code: 'LOCAL_AT_MOST_ONCE',
    executed: 'no',
    transient: false,
    names,
    tries: 0,
  };
  return ApplicationFailure.nonRetryable(
    `${label}: at-most-once cannot hold in a local activity, which a crash of the worker repeats; use mode 'standard', or delivery 'at-least-once'`,
    names[0],
    details,
  );
}

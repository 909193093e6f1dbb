import type { CallbackOutcome } from '../activities';
import { checkOutcome } from '../worker/callbacks/callback-outcome';
import { deliverCallback, DELIVERIES, type Delivery } from '../worker/callbacks/deliver-callback';
import { callbackKeys, secretEnvironment } from '../worker/config';
import { type ExitCode, exitCodes } from './exit-codes';
import { postCallback } from './post-callback';
import { readEvent } from './read-event';
import { UsageError } from './usage-error';
import { withClient } from './with-client';

export interface CallbackCommandOptions {
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly heartbeat?: true;
  readonly url?: string;
  readonly profile?: string;
}

/** Answers for a task that waits for its callback, and writes what became of that. */
export async function callback(token: string, options: CallbackCommandOptions): Promise<ExitCode> {
  const outcome = await outcomeOf(options);
  const delivery =
    options.url === undefined
      ? await viaTemporal(token, outcome, options.profile)
      : await postCallback(options.url, token, outcome);
  if (delivery === 'accepted') return exitCodes.done;
  process.stderr.write(`error: ${DELIVERIES[delivery]}\n`);
  return delivery === 'unanswered' ? exitCodes.unreachable : exitCodes.failed;
}

async function outcomeOf({
  output,
  error,
  cause,
  heartbeat,
}: CallbackCommandOptions): Promise<CallbackOutcome> {
  const said = {
    ...(output !== undefined && { output: await readEvent(output, '--output') }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(heartbeat !== undefined && { heartbeat }),
  };
  if ([output, error, heartbeat].filter((one) => one !== undefined).length !== 1)
    throw new UsageError('give one of --output, --error and --heartbeat.');
  try {
    return checkOutcome(said);
  } catch (problem) {
    throw new UsageError(`${(problem as Error).message}.`);
  }
}

async function viaTemporal(
  signed: string,
  outcome: CallbackOutcome,
  profile: string | undefined,
): Promise<Delivery> {
  const keys = callbackKeys();
  if (keys === undefined)
    throw new UsageError(
      `the token cannot be verified: set ${secretEnvironment.callbackKey} to the key of the workers, or let one of them do it with --url.`,
    );
  const verdict = keys.verify(signed);
  if ('problem' in verdict)
    throw new UsageError(
      verdict.problem === 'malformed'
        ? 'this is no whole token; give it as the task got it.'
        : `this token was not signed with the key in ${secretEnvironment.callbackKey}, or was changed since.`,
    );
  const { token } = verdict;
  return withClient(profile, process.env, (client) => deliverCallback(client, token, outcome));
}

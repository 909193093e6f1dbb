import type { Command } from 'commander';
import type { CallbackCommandOptions } from '../callback';
import type { Finish } from '../run';

export function registerCallback(program: Command, finish: Finish): void {
  program
    .command('callback')
    .argument('<token>', 'the token that the task handed out, as it was received')
    .summary('complete, fail or keep alive a task that waits for its callback')
    .description(
      'Answers for a task with .waitForTaskToken: with its output, with an error, or with a sign of life.',
    )
    .option('-o, --output <json>', "the task's output: JSON, @FILE, or - for standard input")
    .option('--error <name>', 'the task failed: the name that Retry and Catch match on')
    .option('--cause <text>', 'why, beside --error')
    .option('--heartbeat', 'the task is still being worked on')
    .option('--url <url>', "send it to this worker's HTTP port instead of to Temporal")
    .option('--profile <name>', "profile of Temporal's configuration file (default: $TEMPORAL_PROFILE)")
    .addHelpText(
      'after',
      '\nGoes to Temporal (TEMPORAL_ADDRESS and so on, as its own tools do), once the token has been verified with\n' +
        'FUNCTIONGRAPH_CALLBACK_KEY. With --url no key and no access to Temporal is needed: a worker does both.\n' +
        '\nExamples:\n  tfg callback "$TOKEN" --output \'{"approved": true}\'\n' +
        '  tfg callback "$TOKEN" --error Rejected --cause "over the limit" --url http://worker:8080\n' +
        '\nExit codes: 0 the task took it, 1 it did not (used before, waits no more, unknown run), 2 no such token or\n' +
        'callback, 4 not reachable.',
    )
    .action(async (token: string, options: CallbackCommandOptions) => {
      const { callback } = await import('../callback.js');
      finish(await callback(token, options));
    });
}

import type { Command } from 'commander';
import { addConnectionOptions, CREDENTIALS_HELP } from '../connection-options';
import type { InvokeCommandOptions } from '../invoke';
import type { Finish } from '../run';

export function registerInvoke(program: Command, finish: Finish): void {
  addConnectionOptions(
    program.command('invoke').argument('<function>', 'name, PACKAGE:NAME or URN of the function'),
  )
    .summary('call one function and print its result')
    .description(
      'Calls one function. The result goes to standard output as JSON, everything else to standard error.',
    )
    .option('-e, --event <json>', 'the event: JSON, @FILE, or - for standard input (default: {})')
    .option('--async', 'only hand the event over; prints the request id')
    .option('--logs', "show the end of the function's log")
    .option('--timeout <time>', 'how long to wait, at most 90s (default: 90s)')
    .option('--memory <mb>', 'memory of the instance, for functions with dynamic memory')
    .option('--json', 'print one line of JSON: output or error, request id, summary, logs')
    .addHelpText(
      'after',
      `${CREDENTIALS_HELP}

Examples:
  tfg invoke resize --event '{"width": 200}'
  tfg invoke resize --event @event.json --logs
  echo '{"id": 7}' | tfg invoke urn:fss:cn-north-4:PROJECT:function:default:charge:!prod --event -
  tfg invoke report --async --json | jq -r .requestId`,
    )
    .action(async (fn: string, options: InvokeCommandOptions, command: Command) => {
      const { invoke } = await import('../invoke.js');
      finish(await invoke(fn, options, command.optsWithGlobals<{ debug?: true }>().debug ?? false));
    });
}

import { Command, CommanderError } from 'commander';
import { registerCallback } from './commands/callback';
import { registerEmulator } from './commands/emulator';
import { registerGraph } from './commands/graph';
import { registerInvoke } from './commands/invoke';
import { registerRun } from './commands/run';
import { registerTest } from './commands/test';
import { registerValidate } from './commands/validate';
import { registerWorker } from './commands/worker';
import { type ExitCode, exitCodes } from './exit-codes';
import { reportError } from './report-error';

/** What a command's action tells: its exit code. */
export type Finish = (exitCode: ExitCode) => void;

/** Runs one command line and says the exit code. Each command loads what it needs when it is chosen. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const finish: Finish = (code) => {
    exitCode = code;
  };
  const { version } = require('temporal-functiongraph/package.json') as { version: string };
  const program = new Command('tfg')
    .description('Huawei Cloud FunctionGraph functions as steps of durable Temporal workflows.')
    .version(version)
    .option('--debug', 'show stack traces of errors')
    .exitOverride()
    .showHelpAfterError('Run the command with --help for its options and examples.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the function or the pipeline failed, 2 usage, configuration or definition,\n' +
        '3 outcome unknown, 4 service or Temporal not reachable, 130 and 143 ended by a signal.',
    );
  registerInvoke(program, finish);
  registerWorker(program, finish);
  registerCallback(program, finish);
  registerEmulator(program, finish);
  registerValidate(program, finish);
  registerTest(program, finish);
  registerGraph(program, finish);
  registerRun(program, finish);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return reportError(error, program.opts<{ debug?: true }>().debug ?? false);
  }
}

import { type Command, Option } from 'commander';
import type { Finish } from '../run';
import type { ValidateOptions } from '../validate/validate';

export function registerValidate(program: Command, finish: Finish): void {
  program
    .command('validate')
    .argument('<files...>', 'definitions in JSON or YAML')
    .summary('check state machines before they run')
    .description(
      'Checks state machines in the Amazon States Language: all that the service would refuse, and what goes wrong later. ' +
        'The functions of tfg.yaml, where there is one, are those that tasks can name.',
    )
    .option('--config <file>', 'configuration file (default: tfg.yaml, if it exists)')
    .option(
      '--strict',
      'take exactly what the service takes: no FunctionGraph extension, no state out of reach',
    )
    .addOption(
      new Option('--type <type>', 'how the machine will run')
        .choices(['standard', 'express'])
        .default('standard'),
    )
    .option('--json', 'print one line of JSON: per file, whether it is valid, and the diagnostics')
    .addHelpText(
      'after',
      `
docs/diagnostics.md explains the codes. Ends with 0 where only warnings are left, else with 2.

Examples:
  tfg validate pipeline.asl.yaml
  tfg validate pipelines/*.json --strict
  tfg validate pipeline.asl.yaml --json | jq '.files[].diagnostics[] | select(.severity == "error")'`,
    )
    .action(async (files: string[], options: ValidateOptions) => {
      const { validate } = await import('../validate/validate.js');
      finish(validate(files, options));
    });
}

import { type Command, Option } from 'commander';
import type { Finish } from '../run';
import type { EmulatorCommandOptions } from '../serve-emulator';

export function registerEmulator(program: Command, finish: Finish): void {
  program
    .command('emulator')
    .summary('run a local FunctionGraph that executes your Node.js handlers')
    .description(
      'Serves the HTTP API of FunctionGraph on 127.0.0.1 and runs the functions of a folder: one folder per function, ' +
        'named as the function, with index.js (exports.handler) and optionally function.yaml.',
    )
    .option('--port <port>', 'port to listen on, 0 for a free one', '9000')
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
    .requiredOption('--functions <dir>', 'folder of functions')
    .requiredOption('--project <id>', 'project id that requests must name')
    .addOption(
      new Option('--access-key <ak>', 'access key that requests must be signed with').env(
        'HUAWEICLOUD_SDK_AK',
      ),
    )
    .addOption(new Option('--secret-key <sk>', 'its secret key').env('HUAWEICLOUD_SDK_SK'))
    .addOption(
      new Option(
        '--security-token <token>',
        'that of the key pair, compared where a request carries one',
      ).env('HUAWEICLOUD_SDK_SECURITY_TOKEN'),
    )
    .addOption(new Option('--token <token>', 'IAM token that is accepted').env('FUNCTIONGRAPH_TOKEN'))
    .option('--region <region>', 'region that URNs must name', 'cn-north-4')
    .addOption(
      new Option('--failure-status <status>', 'HTTP status of a function that failed')
        .choices(['200', '500'])
        .default('200'),
    )
    .option('--json', 'print one line {"address":...} to standard output once it listens')
    .addHelpText(
      'after',
      `
Examples:
  tfg emulator --functions ./functions --project demo --access-key AK --secret-key SK
  tfg emulator --port 0 --functions ./functions --project demo --access-key AK --secret-key SK --json
  HUAWEICLOUD_SDK_AK=AK HUAWEICLOUD_SDK_SK=SK tfg invoke hello --endpoint http://127.0.0.1:9000 --region cn-north-4 --project-id demo`,
    )
    .action(async (options: EmulatorCommandOptions) => {
      const { serveEmulator } = await import('../serve-emulator.js');
      finish(await serveEmulator(options));
    });
}

import { type Command, Option } from 'commander';
import type { RunCommandOptions } from '../pipeline/run-command';
import type { Finish } from '../run';

export function registerRun(program: Command, finish: Finish): void {
  program
    .command('run')
    .argument('[file]', 'state machine in JSON or YAML')
    .summary('run a state machine as a durable pipeline, and watch it')
    .description(
      'Checks the definition, starts it as the workflow runPipeline, and shows where it is until it has ended. The ' +
        'output goes to standard output, all else to standard error. Ctrl-C stops watching; the run goes on.',
    )
    .option('-i, --input <json>', "the pipeline's input: JSON, @FILE, or - for standard input", '{}')
    .option('--name <name>', 'name of the pipeline (default: of the file)')
    .option('--definition-version <version>', 'version of the definition, for people')
    .option('--workflow-id <id>', 'id of the run (default: the name and eight random digits)')
    .option('--task-queue <name>', 'task queue of the workers (default: functiongraph)')
    .addOption(
      new Option('--mode <mode>', 'of all tasks that do not say their own').choices([
        'standard',
        'local',
        'express',
      ]),
    )
    .option('--attach', 'watch the run with this --workflow-id where there is one under way')
    .option('--detach', 'print the id of the run and end, instead of watching it')
    .option('--json', 'print one line of JSON at the end: ids, status, output or error, cost')
    .option('-c, --config <file>', 'configuration file (default: $FUNCTIONGRAPH_CONFIG, else tfg.yaml)')
    .option('--profile <name>', "profile of Temporal's configuration file (default: $TEMPORAL_PROFILE)")
    .addHelpText(
      'after',
      `
A worker has to poll the task queue: tfg worker. Temporal is reached as its own tools do: TEMPORAL_ADDRESS,
TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*, profiles.

Exit codes: 0 succeeded, 1 failed, 2 the definition or the usage is wrong and nothing was started, 3 failed and nobody
knows whether a function ran, 4 Temporal not reachable, 130 stopped watching.

Examples:
  tfg run order.asl.yaml --input '{"orderId": "A-1001"}'
  tfg run order.asl.yaml --input @order.json --workflow-id order-A-1001 --detach
  tfg run --attach --workflow-id order-A-1001
  tfg run order.asl.yaml -i @order.json --json | jq .output`,
    )
    .action(async (file: string | undefined, options: RunCommandOptions) => {
      const { runCommand } = await import('../pipeline/run-command.js');
      finish(await runCommand(file, options));
    });
}

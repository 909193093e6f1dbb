import { type Command, Option } from 'commander';
import { addConnectionOptions, CREDENTIALS_HELP } from '../connection-options';
import type { Finish } from '../run';
import type { WorkerCommandOptions } from '../serve-worker';

export function registerWorker(program: Command, finish: Finish): void {
  addConnectionOptions(program.command('worker'))
    .summary('run a Temporal worker that calls functions')
    .description(
      'Serves your workflows file, and callChain and runPipeline of ours, until SIGTERM or SIGINT; then lets running calls finish.\n' +
        'A second signal ends it at once.',
    )
    .option('--task-queue <name>', 'task queue to serve (default: functiongraph)')
    .option('--workflows <file>', 'workflows file, .js or .ts (default: only ours)')
    .option('--http-port <port>', 'PORT or HOST:PORT for /healthz and /readyz (default: not served)')
    .option('--metrics-port <port>', 'PORT or HOST:PORT for Prometheus metrics (default: not served)')
    .option('--shutdown-grace <time>', 'how long running calls may finish at the end (default: 100s)')
    .option('--deployment-name <name>', 'worker deployment that this worker is a version of')
    .option('--build-id <id>', 'this version of the worker')
    .option('--profile <name>', "profile of Temporal's configuration file (default: $TEMPORAL_PROFILE)")
    .option('--connect-timeout <time>', 'how long to try to reach Temporal at the start (default: 10s)')
    .addOption(
      new Option('--log-level <level>', 'least level to log')
        .choices(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'])
        .default('INFO'),
    )
    .addOption(
      new Option('--log-format <format>', 'log lines (default: pretty on a terminal, else json)').choices([
        'json',
        'pretty',
      ]),
    )
    .addHelpText(
      'after',
      `${CREDENTIALS_HELP}
Temporal is reached as its own tools do: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*, profiles.

Examples:
  tfg worker --workflows ./workflows.ts
  tfg worker --config production.yaml --http-port 0.0.0.0:8080 --metrics-port 0.0.0.0:9090 --log-format json
  TEMPORAL_PROFILE=cloud tfg worker --deployment-name orders --build-id "$(git rev-parse --short HEAD)"`,
    )
    .action(async (options: WorkerCommandOptions) => {
      const { serveWorker } = await import('../serve-worker.js');
      finish(await serveWorker(options));
    });
}
